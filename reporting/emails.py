"""Mail to respondents, who have no account: a link with which they write, in their language."""

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.dates import say_moment
from common.i18n import pick
from common.text import uuid_or_none
from notices.actions import mail_address_once
from notices.models import RESPONSE_LINK
from reporting.models import Call, Response

SIGNER = signing.Signer(salt="reporting.response")


def token_of(response: Response) -> str:
    """What stands in the link; whoever holds it writes this response, as long as its address is kept."""
    return SIGNER.sign(str(response.pk))


def response_of_token(token: str) -> Response | None:
    """The response that a link is about; None for one not made here, or whose response or address is gone."""
    try:
        pk = uuid_or_none(SIGNER.unsign(token))
    except signing.BadSignature:
        return None
    rows = Response.objects.select_related(
        "call__cycle", "call__template_version__template", "call__owner", "country", "body", "category"
    )
    return rows.filter(pk=pk).exclude(email="").first() if pk else None


def reminder_key(call: Call) -> str:
    """How the keys of reminders of a working group's request begin."""
    return f"questionnaire:{call.pk}:reminder:"


def send_link(response: Response, *, invited: bool = False) -> None:
    """Write the mail with the link, made from SITE_URL and never from a request's Host header. A row first."""
    call = response.call
    with override(response.language):
        name = pick(call.template_version.template, "name")
        words = render_to_string(
            "emails/questionnaire.txt",
            {
                "response": response,
                "name": name,
                "cycle": pick(call.cycle, "name"),
                "until": say_moment(call.due_at),
                "link": f"{settings.SITE_URL}{reverse('reporting:survey-write', args=[token_of(response)])}",
                "invited": invited,
            },
        )
        subject = _("You are invited to answer: %(name)s") if invited else _("Your link to answer: %(name)s")
        mail_address_once(
            address=response.email,
            language=response.language,
            key=f"{mail_key(response)}{response.mailed_at:%Y%m%d%H%M%S%f}",
            subject=subject % {"name": name},
            body=words,
        )


def mail_key(response: Response) -> str:
    """What the keys of all mail to this respondent begin with."""
    return f"{RESPONSE_LINK}{response.pk}:"
