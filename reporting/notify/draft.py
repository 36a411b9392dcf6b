"""What happens to the draft of a regional report."""

from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Membership
from accounts.seats import Seat
from common.dates import local, say_day
from common.i18n import pick
from reporting.models import BlockComment, Report
from reporting.notify.recipients import COMMENTERS, commenters, people_of, secretariat, send


def draft_circulated(report: Report, *, by: Seat) -> None:
    """To every focal point and the presidency: the draft may be read and commented on."""
    until = report.comments_until
    send(
        commenters(),
        f"circulated:{report.pk}:{report.circulated_at:%Y%m%d%H%M%S}",
        lambda: (
            _("The draft of “%(title)s” circulates; comments until %(day)s")
            % {"title": pick(report, "title"), "day": say_day(local(until).date()) if until else ""}
        ),
        "reporting:report-draft",
        [report.pk],
        by=by,
    )


def comment_sent(comment: BlockComment, *, by: Seat) -> None:
    """To the Secretariat: a member commented on the draft."""
    report = comment.block.report
    send(
        secretariat(),
        f"comment:{comment.pk}",
        lambda: (
            _("%(country)s commented on “%(title)s”")
            % {"country": pick(comment.country, "name"), "title": pick(report, "title")}
        ),
        "reporting:report-comments",
        [report.pk],
        by=by,
    )


def comment_answered(comment: BlockComment, *, by: Seat) -> None:
    """To who commented, or to the focal points once that person no longer speaks for the country: what became of it."""
    report = comment.block.report
    active = Membership.objects.active().filter(country=comment.country, user=comment.author, role__in=COMMENTERS)
    author = list(active.select_related("user")[:1])
    send(
        author or people_of(comment.country, Role.FOCAL_POINT),
        f"comment:{comment.pk}:{comment.handled_at}",
        lambda: _("The Executive Secretariat answered your comment on “%(title)s”") % {"title": pick(report, "title")},
        "reporting:report-comments",
        [report.pk],
        lambda: comment.handled_note,
        by=by,
    )
