"""Choices of the events room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    MEETING = "meeting", _("Meeting")
    WORKSHOP = "workshop", _("Workshop")
    FORUM = "forum", _("Forum")
    CONSULTATION = "consultation", _("Consultation")
    REVIEW = "review", _("Regional review")
    SIDE_EVENT = "side_event", _("Side event")
    COURSE = "course", _("Course")
    DIALOGUE = "dialogue", _("High-level dialogue")


class Mode(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


class EventAudience(models.TextChoices):
    """Who reads the event's page. Each names the widest circle."""

    DESK = "desk", _("The Presidency and the Secretariat")
    MEMBERS = "members", _("Member Countries")
    PUBLIC = "public", _("The public")


class DocumentAudience(models.TextChoices):
    """Who reads a document of an item of the agenda, among those who read the event."""

    DESK = "desk", _("The Presidency and the Secretariat")
    PARTICIPANTS = "participants", _("Those who take part in the event")
    MEMBERS = "members", _("Member Countries")
    PUBLIC = "public", _("The public")


class PartRole(models.TextChoices):
    """In what capacity a country or a body took part. Host and presidency are two roles."""

    HOST = "host", _("Host")
    PRESIDENCY = "presidency", _("Presidency")
    INCOMING_PRESIDENCY = "incoming_presidency", _("Incoming presidency")
    ORGANIZER = "organizer", _("Organizer")
    SUPPORTER = "supporter", _("With the support of")
    PROVIDER = "provider", _("Given by")
    PARTICIPANT = "participant", _("Participants recorded")
    OBSERVER = "observer", _("Observers recorded")


class LinkKind(models.TextChoices):
    """How an event stands to a decision, another event or a document."""

    ASKED_BY = "asked_by", _("Asked for by")
    LISTED_IN = "listed_in", _("Listed in the calendar of")
    FULFILS = "fulfils", _("Follows up")
    PRECEDES = "precedes", _("Comes before")
    LED_TO = "led_to", _("Led to")
    PART_OF = "part_of", _("Held during")
    REPORTED_IN = "reported_in", _("Reported on in")
    INFORMS = "informs", _("Informs")
    PRESENTED_AT = "presented_at", _("Presented at")


BACKWARDS = {
    LinkKind.ASKED_BY: _("Led to"),
    LinkKind.LISTED_IN: _("Held as"),
    LinkKind.FULFILS: _("Followed up by"),
    LinkKind.PRECEDES: _("Comes after"),
    LinkKind.LED_TO: _("Comes from"),
    LinkKind.PART_OF: _("Includes"),
    LinkKind.REPORTED_IN: _("Reports on"),
    LinkKind.INFORMS: _("Takes up"),
    LinkKind.PRESENTED_AT: _("Received the presentation of"),
}
"""The same link, read from the thing it points at."""


class LineRole(models.TextChoices):
    """What a line of a conclusions document is."""

    OPENING = "opening", _("Opening")
    HEADING = "heading", _("Heading")
    ITEM = "item", _("Numbered item")
    LINE = "line", _("Line without a number")


class Disposition(models.TextChoices):
    """What a meeting did with somebody's proposal, in the words of the conclusions."""

    ACCEPTED = "accepted", _("accepted")
    APPROVED = "approved", _("approved")
    TAKEN_NOTE = "taken_note", _("taken note of")
    WELCOMED = "welcomed", _("welcomed")


class AgendaStatus(models.TextChoices):
    TENTATIVE = "tentative", _("Tentative")
    FINAL = "final", _("Final")


class ItemKind(models.TextChoices):
    """What happens in an item of an agenda."""

    REGISTRATION = "registration", _("Registration")
    PHOTOGRAPH = "photograph", _("Official photograph")
    REMARKS = "remarks", _("Remarks")
    PRESENTATION = "presentation", _("Presentation")
    COUNTRY_PRESENTATIONS = "country_presentations", _("Countries, one after another")
    ROUND_TABLE = "round_table", _("Round table")
    DISCUSSION = "discussion", _("Discussion")
    DECLARATION_REVIEW = "declaration_review", _("Revision of a declaration")
    DECLARATION_ADOPTION = "declaration_adoption", _("Adoption of a declaration")
    COFFEE = "coffee", _("Coffee break")
    LUNCH = "lunch", _("Lunch")
    SOCIAL = "social", _("Dinner or reception")
    OTHER = "other", _("Other")


class SpeakerRole(models.TextChoices):
    """In what capacity somebody has the floor in an item."""

    SPEAKER = "speaker", _("Speaker")
    MODERATOR = "moderator", _("Moderator")
    PANELIST = "panelist", _("Panelist")
    RAPPORTEUR = "rapporteur", _("Rapporteur")


class SlotOrder(models.TextChoices):
    """In which order the members take the floor."""

    ENGLISH = "en", _("Alphabetical in English")
    SPANISH = "es", _("Alphabetical in Spanish")
    PROTOCOL = "protocol", _("Presidency first, then alphabetical")


class Print(models.TextChoices):
    """What of an event is printed."""

    AGENDA = "agenda", _("Agenda")
    CONCLUSIONS = "conclusions", _("Conclusions and recommendations")
    NOTES = "notes", _("Notes")
    FORUM_REPORT = "forum_report", _("Report of the sessions")
    CONCEPT_NOTE = "concept_note", _("Concept note")
    LOGISTICS = "logistics", _("Logistics note")


class NoteKind(models.TextChoices):
    """What a point of the notes is."""

    HIGHLIGHT = "highlight", _("Highlight")
    PRACTICE = "practice", _("Good practice")
    CHALLENGE = "challenge", _("Challenge")
    NEXT_STEP = "next_step", _("Next step")
    INTERVENTION = "intervention", _("Intervention from the floor")


class SessionMethod(models.TextChoices):
    PANEL = "panel", _("Panel")
    KNOWLEDGE_CAFE = "knowledge_cafe", _("Knowledge café")


class QuestionTopic(models.TextChoices):
    """What a guiding question asks for, the same in each session, so that findings can be compared."""

    PRACTICES = "practices", _("Good practices")
    CHALLENGES = "challenges", _("Challenges")
    COOPERATION = "cooperation", _("Regional cooperation")


class FindingKind(models.TextChoices):
    """What a row under a guiding question is."""

    FINDING = "finding", _("Finding")
    COMMENT = "comment", _("Comment of another group")


class SessionReportStatus(models.TextChoices):
    DRAFT = "draft", _("Being written")
    HANDED_OVER = "handed_over", _("Handed over")
    ACCEPTED = "accepted", _("Part of the record")


class NoteOf(models.TextChoices):
    """Which document of an event a section belongs to. The values are those of `Print`."""

    CONCEPT = "concept_note", _("Concept note")
    LOGISTICS = "logistics", _("Logistics note")


class ConceptKind(models.TextChoices):
    """The sections of a concept note and of a logistics note, in the order in which the documents have them."""

    BACKGROUND = "background", _("Background")
    OBJECTIVE = "objective", _("Objective")
    PRODUCT = "product", _("Expected product")
    PLACE = "place", _("Place and date")
    REGISTRATION = "registration", _("Registration")
    COURTESIES = "courtesies", _("Courtesies")
    LEVEL = "level", _("Level of participation")
    AGENDA = "agenda", _("Agenda")
    FUNDING = "funding", _("Funding")
    VENUE = "venue", _("Venue")
    HOTEL = "hotel", _("Hotels")
    TRANSFERS = "transfers", _("Transfers")
    CONTACTS = "contacts", _("Offices to turn to")
    VISAS = "visas", _("Visas and entry")
    CONNECTIVITY = "connectivity", _("Connection and remote participation")
    OTHER = "other", _("Other")


LOGISTICS_KINDS = (
    ConceptKind.VENUE,
    ConceptKind.HOTEL,
    ConceptKind.TRANSFERS,
    ConceptKind.CONTACTS,
    ConceptKind.VISAS,
    ConceptKind.CONNECTIVITY,
)
USUAL = {
    NoteOf.CONCEPT: tuple(kind for kind in ConceptKind if kind not in (*LOGISTICS_KINDS, ConceptKind.OTHER)),
    NoteOf.LOGISTICS: LOGISTICS_KINDS,
}
"""The sections with which each note begins."""


class PartyKind(models.TextChoices):
    """In what capacity a delegation comes. Guests are entered by the Secretariat."""

    MEMBER = "member", _("Member Country")
    OBSERVER = "observer", _("Observer")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    STAKEHOLDER = "stakeholder", _("Stakeholder")
    GUEST = "guest", _("Guest")


class DelegationStatus(models.TextChoices):
    INVITED = "invited", _("Invited")
    NOTIFIED = "notified", _("Notified")
    REGISTERED = "registered", _("Registered")
    NOT_ATTENDING = "not_attending", _("Will not take part")


class Rank(models.TextChoices):
    """The level of a participant, the highest first."""

    MINISTER = "minister", _("Minister")
    VICE_MINISTER = "vice_minister", _("Vice-Minister")
    SENIOR = "senior", _("Senior management")
    MIDDLE = "middle", _("Middle management")
    TECHNICAL = "technical", _("Technical level")
    REPRESENTATIVE = "representative", _("Representative of an organization")


class WishedRole(models.TextChoices):
    PARTICIPANT = "participant", _("Participant")
    SPEAKER = "speaker", _("Speaker")
    MODERATOR = "moderator", _("Moderator")


class Presence(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")


class RuleKind(models.TextChoices):
    """What somebody else pays for the persons of a rule."""

    COURTESY = "courtesy", _("Courtesies")
    TICKET = "ticket", _("Air tickets")


class Duty(models.TextChoices):
    """What the Secretariat asks of a person, in one seat, for one event."""

    REGISTRAR = "registrar", _("Registrar")
    TICKETS = "tickets", _("Buys the tickets")
    TASK_FORCE = "task_force", _("Task force that chooses the rapporteur")


class FileKind(models.TextChoices):
    PASSPORT = "passport", _("Copy of the passport")
    ACCEPTANCE = "acceptance", _("Signed invitation letter")


class NominationStatus(models.TextChoices):
    NOMINATED = "nominated", _("Nominated")
    CHOSEN = "chosen", _("Chosen")
    NOT_CHOSEN = "not_chosen", _("Another person was chosen")
