"""Why a file of a draft is not read, where the words differ from those for forms."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from publications.reading.reasons import REASONS

_OWN: dict[str, Promise] = {
    "not_office": _("This is no Word file (.docx), whatever its name says."),
    "pdf": _("This is a PDF. Send the Word file (.docx) with your changes in it."),
    "open_document": _("This is an OpenDocument file. Save it as Word document (.docx)."),
    "old_format": _("This is a file of the old kind (.doc). Save it as Word document (.docx)."),
    "nested": _(
        "The file holds a table within a table. Write the text of the inner table as paragraphs and send the file "
        "again."
    ),
    "many_changes": _(
        "The file holds more than 5,000 tracked changes. Accept those that your delegation does not propose, for "
        "example changes of format, and send it again."
    ),
    "no_marks": _(
        "This file holds none of the marks by which the paragraphs of a draft are known. Download the draft as Word "
        "from its page and write your changes into that file."
    ),
    "too_heavy": _(
        "The file unpacks to more than a draft can be. Download the draft again and copy your words into it."
    ),
}
DRAFT_REASONS: Mapping[str, Promise] = {**REASONS, **_OWN}
