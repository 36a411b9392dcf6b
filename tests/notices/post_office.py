"""A real SMTP server on this machine, which answers as a test wants and keeps what it took."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class PostOffice:
    """`taken` are the messages with their envelopes; `answers` what is said to a recipient instead of taking it."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, list[str], EmailMessage]] = []
        self.answers: dict[str, str] = {}
        self.after_data = ""

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if answer := self.answers.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.after_data:
            return self.after_data
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, message))
        return "250 Message accepted for delivery"

    def to(self, address: str) -> list[EmailMessage]:
        """The messages that one address got."""
        return [message for _sender, recipients, message in self.taken if address in recipients]


class _Counter(Controller):
    """Listens on a port that the system gives."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def open_office(settings: Any) -> Iterator[PostOffice]:
    """The portal's mail goes to a server of its own on a free port of the loopback."""
    office = PostOffice()
    controller = _Counter(office, hostname="127.0.0.1", port=0, server_hostname="post.example")
    controller.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = controller.port
        settings.EMAIL_USE_TLS = False
        yield office
    finally:
        controller.stop()
