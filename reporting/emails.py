"""Mail to respondents, who have no account: a link with which they write, in their language."""

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.dates import say_moment
from common.i18n import pick
from common.text import uuid_or_none
from reporting.models import Response

SIGNER = signing.Signer(salt="reporting.response")


def token_of(response: Response) -> str:
    """What stands in the link; whoever holds it writes this response."""
    return SIGNER.sign(str(response.pk))


def response_of_token(token: str) -> Response | None:
    """The response that a link is about; None for a link that was not made here or whose response is gone."""
    try:
        pk = uuid_or_none(SIGNER.unsign(token))
    except signing.BadSignature:
        return None
    rows = Response.objects.select_related(
        "call__cycle", "call__template_version__template", "call__owner", "country", "body", "category"
    )
    return rows.filter(pk=pk).first() if pk else None


def send_link(response: Response, *, invited: bool = False) -> None:
    """Send the link. It is made from SITE_URL, never from a request's Host header."""
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
        send_mail(" ".join((subject % {"name": name}).split()), words, None, [response.email])
