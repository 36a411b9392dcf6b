"""By what a paragraph of a draft is known in a Word file that comes back.

A code is "{rcm:<draft>.<identity>/<language>@<version>.<seal>}". Version is that of the paragraph's text when the file
was made; the seal is the portal's own, so that a code which somebody changed is told from one that is old.
"""

import re
from dataclasses import dataclass
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from declarations.models import Draft, Paragraph

FORM = re.compile(r"\{rcm:([0-9a-f]{8})\.([0-9a-f]{12})/(en|es)@(\d{1,9})\.([0-9a-f]{10})\}")


@dataclass(frozen=True)
class Code:
    """What a code says. `draft` and `identity` are the beginnings of identifiers."""

    draft: str
    identity: str
    language: str
    version: int


def code_of(draft: Draft, paragraph: Paragraph, language: str) -> str:
    """The code of one language of a paragraph, as it is now."""
    version = paragraph.version(language)
    body = f"{short(draft.pk, 8)}.{short(paragraph.identity, 12)}/{language}@{version}"
    return f"{{rcm:{body}.{_seal(draft, body)}}}"


def parse(text: str) -> Code | None:
    """None for what is no code of a paragraph."""
    found = FORM.fullmatch(text)
    return Code(found[1], found[2], found[3], int(found[4])) if found else None


def is_genuine(text: str, draft: Draft) -> bool:
    """Did this portal write the code for this draft?"""
    body, _dot, seal = text.removeprefix("{rcm:").removesuffix("}").rpartition(".")
    return constant_time_compare(seal, _seal(draft, body))


def short(identifier: UUID, signs: int) -> str:
    return identifier.hex[:signs]


def _seal(draft: Draft, body: str) -> str:
    return salted_hmac("declarations.offline", f"{draft.pk}:{body}", algorithm="sha256").hexdigest()[:10]
