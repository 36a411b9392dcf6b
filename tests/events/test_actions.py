"""Writing events, agendas and conclusions."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Body, Country, PresidencyTerm, Standing
from audit.models import AuditEvent
from common.dates import today
from common.errors import Conflict, Refused
from events.actions.agenda import add_item, fill_slots, in_order, save_day, save_item, spoken
from events.actions.agenda_intake import store_agenda
from events.actions.conclusions import save_line, store_conclusions
from events.actions.events import (
    add_link,
    add_part,
    confirm_link,
    create_event,
    publish_conclusions,
    remove_row,
    save_event,
)
from events.actions.printing import freeze_print
from events.directory import Directory
from events.enums import EventAudience, LinkKind, PartRole, Print, SlotOrder
from events.intake.agenda import parse_agenda
from events.intake.conclusions import parse_conclusions
from events.models import AgendaItem, Conclusion, Event
from sources.models import Source

ENGLISH = """The Group, at its meeting held in a city of the region, formulated the following:
1. To thank the host.
a. To urge members.

LETTERHEAD"""
SPANISH = """El Grupo, en su reunión celebrada en una ciudad de la región, formuló lo siguiente:
1. Agradecer al anfitrión.
a. Instar a los miembros."""


@pytest.fixture
def event(world):
    fields = {"code": "m", "kind": "meeting", "name_en": "Meeting", "starts": date(2022, 3, 31)}
    return create_event(by=world.secretariat, **fields)


@pytest.fixture
def day(world, event):
    return save_day(event=event, on=date(2022, 3, 31), opens=time(10), closes=time(17), by=world.secretariat)


def item_on(day, by, start, end=None, **fields):
    return add_item(day=day, by=by, start=start, end=end, **{"title_en": f"At {start:%H:%M}", **fields})


def test_a_new_event_is_the_desks_until_its_audience_is_widened(world, event):
    assert event.audience == EventAudience.DESK
    with pytest.raises(Refused, match="this code already"):
        create_event(by=world.presidency, code="m", kind="meeting", name_en="Again")
    assert AuditEvent.objects.filter(chain=f"event:{event.pk}", action="event.created").count() == 1


@pytest.mark.parametrize("role", ["focal_point", "observer", "stakeholder"])
def test_nobody_but_the_desk_writes(world, event, day, role):
    seat = getattr(world, role)
    parsed = parse_conclusions(ENGLISH)
    for act in (
        lambda: create_event(by=seat, code="x", kind="meeting", name_en="X"),
        lambda: save_event(event=event, fields={"name_en": "X"}, version=1, by=seat),
        lambda: save_day(event=event, on=date(2022, 4, 1), opens=None, closes=None, by=seat),
        lambda: item_on(day, seat, time(9)),
        lambda: store_conclusions(event=event, parsed=parsed, language="en", by=seat),
        lambda: publish_conclusions(event=event, public=True, by=seat),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_stale_save_loses_nothing(world, event):
    first = Event.objects.get(pk=event.pk)
    save_event(event=first, fields={"name_en": "First"}, version=1, by=world.secretariat)

    with pytest.raises(Conflict) as clash:
        save_event(event=event, fields={"name_en": "Second"}, version=1, by=world.presidency)

    assert clash.value.stored == {"name_en": "First"}
    assert clash.value.submitted == {"name_en": "Second"}
    assert clash.value.version == 2


def test_new_dates_keep_the_old_ones_with_the_reason(world, event):
    save_event(
        event=event, fields={"starts": date(2022, 4, 1)}, version=1, reason="The host asked.", by=world.secretariat
    )
    save_event(event=event, fields={"place_en": "Here"}, version=2, by=world.secretariat)

    (kept,) = event.date_changes.all()
    assert (kept.starts, kept.reason_en) == (date(2022, 3, 31), "The host asked.")


def test_roles_and_links_are_entered_once_confirmed_and_taken_out(world, event):
    other = create_event(by=world.secretariat, code="o", kind="workshop", name_en="Other")
    country = Country.objects.get(code="XXA")
    part = add_part(event=event, role=PartRole.HOST, who=country, by=world.secretariat)
    link = add_link(event=event, kind=LinkKind.LED_TO, to=other, by=world.secretariat, confirmed=False)

    assert add_part(event=event, role=PartRole.HOST, who=country, by=world.secretariat) == part
    assert add_link(event=event, kind=LinkKind.LED_TO, to=other, by=world.secretariat) == link
    confirm_link(link=link, by=world.secretariat)
    link.refresh_from_db()
    assert link.confirmed
    with pytest.raises(Refused, match="to itself"):
        add_link(event=event, kind=LinkKind.LED_TO, to=event, by=world.secretariat)
    remove_row(row=part, by=world.secretariat)
    remove_row(row=link, by=world.secretariat)
    assert not event.parts.exists()
    assert not event.links.exists()


def test_items_stand_in_the_order_of_their_hours(world, day):
    for start in (time(12), time(10), time(11)):
        item_on(day, world.secretariat, start)
    last = day.items.get(start=time(12))

    save_item(item=last, fields={"start": time(9), "end": time(9, 30)}, version=1, by=world.secretariat)

    assert [item.start.hour for item in day.items.order_by("order")] == [9, 10, 11]
    assert sorted(day.items.values_list("order", flat=True)) == [1, 2, 3]


def test_speakers_typed_again_keep_whom_they_mean(world, day):
    Country.objects.update(is_placeholder=False)
    item = item_on(day, world.secretariat, time(10))
    fill_slots(event=day.event, items=[item], order=SlotOrder.ENGLISH, by=world.secretariat)
    item.refresh_from_db()

    typed = f"Somebody of the host\n{spoken(item).splitlines()[0]}"
    save_item(item=item, fields={}, version=item.version, by=world.secretariat, speakers=typed)

    speakers = list(item.speakers.all())
    assert [(s.words_en, s.country and s.country.code) for s in speakers] == [
        ("Somebody of the host", None),
        ("", "XXA"),
    ]


def make_countries(names):
    for number, (english, spanish) in enumerate(names):
        country = Country.objects.create(code=f"Q{number:02d}", iso2=f"{number:02d}", name_en=english, name_es=spanish)
        country.standings.create(kind="member", starts=date(1990, 1, 1))


@pytest.mark.parametrize(
    ("order", "first", "second"),
    [
        (SlotOrder.SPANISH, ["Belize", "United States"], ["Mexico"]),
        (SlotOrder.ENGLISH, ["Belize", "Mexico"], ["United States"]),
        (SlotOrder.PROTOCOL, ["United States", "Belize"], ["Mexico"]),
    ],
)
def test_members_take_the_floor_in_the_order_that_is_chosen(world, day, order, first, second):
    make_countries([("Belize", "Belice"), ("Mexico", "México"), ("United States", "Estados Unidos")])
    Standing.objects.filter(country__is_placeholder=True).delete()
    PresidencyTerm.objects.create(
        country=Country.objects.get(name_en="United States"), starts=date(2022, 1, 1), ends=date(2022, 12, 31)
    )
    items = [item_on(day, world.secretariat, time(10)), item_on(day, world.secretariat, time(12))]

    fill_slots(event=day.event, items=items, order=order, by=world.secretariat)

    assert [[s.country.name_en for s in item.speakers.all()] for item in items] == [first, second]
    assert set(day.items.values_list("kind", flat=True)) == {"country_presentations"}


def test_at_a_meeting_of_placeholders_no_state_takes_the_floor(world, event):
    make_countries([("Belize", "Belice")])

    assert {country.code for country in in_order(event, "en")} == {"XXA", "XXB", "XXC"}
    event.source = Source.objects.create(code="s", title_en="On record")
    event.save()
    assert {country.name_en for country in in_order(event, "en")} == {"Belize"}


def test_hours_the_wrong_way_round_and_slots_without_items_are_refused(world, event):
    with pytest.raises(Refused, match="ends before it starts"):
        save_day(event=event, on=date(2022, 4, 1), opens=time(12), closes=time(9), by=world.secretariat)
    with pytest.raises(Refused, match="at least one item"):
        fill_slots(event=event, items=[], order="en", by=world.secretariat)


AGENDA = "March 31, 2022\n10:00-11:00 1. Welcome: -Host country\n11:00-12:00 Lunch\nHotel information: call the hotel."


def test_a_pasted_agenda_is_kept_whole_or_not_at_all(world, event, day):
    item_on(day, world.secretariat, time(9))
    parsed = parse_agenda(AGENDA, Directory())

    with pytest.raises(Refused, match="an agenda already"):
        store_agenda(event=event, parsed=parsed, language="en", replace=False, by=world.secretariat)
    assert day.items.count() == 1
    store_agenda(event=event, parsed=parsed, language="en", replace=True, by=world.secretariat)

    assert [(i.title_en, i.number) for i in AgendaItem.objects.filter(day=day)] == [("Welcome", "1"), ("Lunch", "")]
    assert AgendaItem.objects.get(number="1").speakers.get().words_en == "Host country"
    event.refresh_from_db()
    assert event.agenda_rest == "Hotel information: call the hotel."

    wrong = parse_agenda("March 31, 2022\n11:00-10:00 Back", Directory())
    with pytest.raises(Refused, match="Put right"):
        store_agenda(event=event, parsed=wrong, language="en", replace=True, by=world.secretariat)
    assert AgendaItem.objects.filter(day=day).count() == 2


def test_pasted_conclusions_are_kept_with_verbs_and_what_was_not_recognised(world, event):
    store_conclusions(event=event, parsed=parse_conclusions(ENGLISH), language="en", by=world.secretariat)

    rows = event.conclusions.exclude(reference="").values_list("reference", "text_en", "verbs")
    assert list(rows) == [("1", "To thank the host.", ["thank"]), ("1.a", "To urge members.", ["urge"])]
    event.refresh_from_db()
    assert event.conclusions_rest == "LETTERHEAD"
    with pytest.raises(Refused, match="already in this language"):
        store_conclusions(event=event, parsed=parse_conclusions(ENGLISH), language="en", by=world.secretariat)


def test_the_other_language_fills_the_same_items_or_is_refused_with_the_place(world, event):
    store_conclusions(event=event, parsed=parse_conclusions(ENGLISH), language="en", by=world.secretariat)

    wrong = parse_conclusions(SPANISH.replace("\na. ", "\n2. "), "es")
    with pytest.raises(Refused, match=r"where one has “1\.a”, the other has “2”"):
        store_conclusions(event=event, parsed=wrong, language="es", by=world.secretariat)
    store_conclusions(event=event, parsed=parse_conclusions(SPANISH, "es"), language="es", by=world.secretariat)

    line = Conclusion.objects.get(event=event, reference="1.a")
    assert (line.text_en, line.text_es, line.es_unofficial) == ("To urge members.", "Instar a los miembros.", False)


def test_a_spanish_of_our_own_gives_way_to_the_official_one(world, event):
    store_conclusions(event=event, parsed=parse_conclusions(ENGLISH), language="en", by=world.secretariat)
    event.conclusions.update(text_es="Nuestra traducción", es_unofficial=True)

    store_conclusions(event=event, parsed=parse_conclusions(SPANISH, "es"), language="es", by=world.secretariat)

    assert not event.conclusions.filter(text_es="Nuestra traducción").exists()


def test_words_of_a_published_document_stay_as_they_are(world, event):
    line = Conclusion.objects.create(event=event, order=1, reference="1", text_en="To thank.")
    save_line(line=line, fields={"text_en": "To thank all."}, by=world.secretariat)
    with pytest.raises(Refused, match="ever dropped"):
        save_line(line=line, fields={"text_en": ""}, by=world.secretariat)
    Event.objects.update(conclusions_public=True)
    line = Conclusion.objects.select_related("event").get()

    save_line(line=line, fields={"verbs": ["thank"]}, by=world.secretariat)
    with pytest.raises(Refused, match="words stay"):
        save_line(line=line, fields={"text_en": "To urge."}, by=world.secretariat)
    line.refresh_from_db()
    assert (line.text_en, line.verbs) == ("To thank all.", ["thank"])


def test_conclusions_are_published_by_the_presidency_alone_and_as_a_whole(world, event):
    with pytest.raises(Refused, match="no conclusions yet"):
        publish_conclusions(event=event, public=True, by=world.presidency)
    store_conclusions(event=event, parsed=parse_conclusions(ENGLISH), language="en", by=world.secretariat)
    with pytest.raises(PermissionDenied):
        publish_conclusions(event=event, public=True, by=world.secretariat)

    publish_conclusions(event=event, public=True, by=world.presidency)
    Event.objects.update(audience=EventAudience.PUBLIC)
    assert Conclusion.objects.visible_to(world.anonymous).count() == 3
    publish_conclusions(event=Event.objects.get(pk=event.pk), public=False, by=world.presidency)
    assert Conclusion.objects.visible_to(world.anonymous).count() == 0


def test_conclusions_that_are_taken_back_are_taken_back_as_a_file_too(world, event, client_of):
    store_conclusions(event=event, parsed=parse_conclusions(ENGLISH), language="en", by=world.secretariat)
    save_event(event=event, fields={"audience": EventAudience.PUBLIC}, version=1, by=world.secretariat)
    publish_conclusions(event=event, public=True, by=world.presidency)
    edition = freeze_print(event=event, what=Print.CONCLUSIONS, by=world.secretariat)

    def readers():
        return [
            role
            for role in ("anonymous", "observer", "focal_point", "presidency")
            if client_of(getattr(world, role)).get(edition.get_absolute_url()).status_code == 200
        ]

    assert readers() == ["anonymous", "observer", "focal_point", "presidency"]
    publish_conclusions(event=event, public=False, by=world.presidency)
    assert readers() == ["focal_point", "presidency"]
    publish_conclusions(event=event, public=True, by=world.presidency)
    assert readers() == ["anonymous", "observer", "focal_point", "presidency"]
    save_event(event=event, fields={"audience": EventAudience.DESK}, version=2, by=world.secretariat)
    assert readers() == ["presidency"]


def test_conclusions_open_with_the_presidency_of_those_who_met(world, event):
    """A meeting on record has the presidency of a State; one that is on no record that of a placeholder member."""
    term = PresidencyTerm.objects.get()
    state = Country.objects.create(code="ZZZ", iso2="ZZ", name_en="Some State", name_es="Un Estado")
    PresidencyTerm.objects.create(country=state, starts=term.starts, ends=term.ends)
    event.organ = Body.objects.create(code="organ", kind="organ", name_en="Organ")
    event.starts = today()
    event.save()
    store_conclusions(event=event, parsed=parse_conclusions(ENGLISH), language="en", by=world.secretariat)

    def presidency():
        blocks = freeze_print(event=event, what=Print.CONCLUSIONS, by=world.secretariat).blocks
        return blocks["en"]["letterhead"]["en"][1]

    assert presidency() == f"Presidency Pro-Tempore: {term.country.name_en}"
    event.source = Source.objects.create(code="conclusions", title_en="Conclusions")
    event.save()
    assert presidency() == "Presidency Pro-Tempore: Some State"
