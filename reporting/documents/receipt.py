"""The receipt of a submission as a block tree: what was submitted, never what was left out."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.seats import say_who
from common.dates import local, say_day, say_moment
from common.i18n import pick
from publications import blocks as b
from publications.authoring import plain
from publications.letterheads import CONFERENCE
from reporting.models import Revision


def build_receipt(revision: Revision, language: str) -> b.Document:
    """One page in one language."""
    assignment = revision.assignment
    with override(language):
        country = pick(assignment.country, "name", language)
        facts = [
            (_("Country"), country),
            (_("Cycle"), pick(assignment.call.cycle, "name", language)),
            (_("Revision"), str(revision.number)),
            (_("Received"), say_moment(revision.submitted_at)),
            (_("Submitted by"), say_who(revision.submitted_by_label)),
            (_("Channel"), str(revision.get_channel_display())),
            (_("Typed by"), ", ".join(revision.typed_by) or "–"),
            (_("Objectives submitted"), ", ".join(str(n) for n in revision.objectives) or "–"),
            (_("Questions answered"), str(len(revision.snapshot["answers"]))),
        ]
        if revision.what_changed:
            facts.append((_("What changed"), revision.what_changed))
        facts += [
            (_("Fingerprint (SHA-256)"), _wrapped(revision.hash)),
            (_("Fingerprint of the revision before"), _wrapped(revision.previous_hash) or "–"),
        ]
        facts += [
            (_("Signed on paper"), f"{step['document']['name']}, SHA-256 {_wrapped(step['document']['sha256'])}")
            for step in revision.clearance
            if step.get("document")
        ]
        signatures = tuple(
            b.Signature(
                pick_name(step, language), step["signer"], local(datetime.fromisoformat(step["at"])).date().isoformat()
            )
            for step in revision.clearance
        )
        return b.Document(
            title=_("Receipt of submission: %(country)s, revision %(number)s")
            % {"country": country, "number": revision.number},
            language="es" if language == "es" else "en",
            date=local(revision.submitted_at).date().isoformat(),
            subtitle=say_day(revision.submitted_at),
            organization=CONFERENCE[language],
            blocks=(
                b.KeyValues(tuple(b.KeyValue(label, plain(value)) for label, value in facts)),
                b.Signatures(_("Cleared by"), signatures),
                b.Paragraph(
                    plain(
                        _(
                            "This receipt records what the Executive Secretariat received. Reporting is voluntary; "
                            "publication is decided by the country."
                        )
                    )
                ),
            ),
        )


def pick_name(step: dict[str, str], language: str) -> str:
    return step[f"name_{language}"]


def _wrapped(digest: str) -> str:
    """A fingerprint in groups of eight, so that it breaks between them."""
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))
