"""Mail that came back: the report of a mail system (RFC 3464) about a mail of ours.

Anybody can write to the address of bounces. A report counts only where it names a mail that we sent, by its Message-ID,
and the address that we sent it to; the ID is known to that mailbox alone.
"""

import re
from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser

from notices.delivery import host, keep_address, names_no_mailbox
from notices.enums import MailState
from notices.models import Mail

MAX_BYTES = 1_000_000
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def take_bounce(raw: bytes) -> str:
    """Record what a report says; gives what came of it, in English, for the log of the mail system."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(raw[:MAX_BYTES])
        report = next(_parts(message, "message/delivery-status"), None)
        mail = _mail_of(raw[:MAX_BYTES])
        failures = list(_failures(report)) if report else []
    except Exception as error:  # the parser meets what strangers send
        return f"Left aside: it could not be read ({type(error).__name__})."
    if report is None:
        return "Left aside: it is no report about a delivery."
    if mail is None:
        return "Left aside: it is about no mail of this portal."
    for address, status, words in failures:
        if address == mail.to.lower():
            return _record(mail, status, words)
    return "Left aside: it does not say that the mail failed to reach its recipient."


def _record(mail: Mail, status: str, words: str) -> str:
    said = f"{status} {words}".strip()[:300]
    if not Mail.objects.filter(pk=mail.pk, state=MailState.SENT).update(state=MailState.BOUNCED, problem=said):
        return "Left aside: it was recorded already."
    if names_no_mailbox(status):
        keep_address(mail.to, said)
        return "Recorded: the mail came back, and the address does not work."
    return "Recorded: the mail came back."


def _failures(report: Message) -> Iterator[tuple[str, str, str]]:
    """(address, status, words) of each recipient whom the mail did not reach for good."""
    blocks = report.get_payload()
    for block in blocks if isinstance(blocks, list) else []:
        if not isinstance(block, Message):
            continue
        if str(block.get("Action", "")).strip().lower() != "failed":
            continue
        words = _after_semicolon(block.get("Diagnostic-Code"))
        status = str(block.get("Status", "")).strip()[:12]
        for name in ("Original-Recipient", "Final-Recipient"):
            if address := _after_semicolon(block.get(name)):
                yield address.strip("<>").lower(), status, words


def _after_semicolon(value: object) -> str:
    """ "rfc822; a@b.example" and "smtp; 550 No such user" without the type before the semicolon."""
    return " ".join(str(value or "").partition(";")[2].split())


def _mail_of(raw: bytes) -> Mail | None:
    """The mail that the report gives back, whole or by its headers."""
    pattern = re.compile(rf"^Message-ID:\s*<({UUID})@{re.escape(host())}>", re.IGNORECASE | re.MULTILINE)
    found = pattern.search(raw.decode("utf-8", "replace"))
    return Mail.objects.filter(pk=found[1]).first() if found else None


def _parts(message: Message, kind: str) -> Iterator[Message]:
    return (part for part in message.walk() if part.get_content_type() == kind)
