"""Why a file is not read, in words for the person who sent it, and what to do about it."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "empty": _("The file is empty."),
    "not_office": _(
        "This is no Word file (.docx), no Excel workbook (.xlsx) and no plain text, whatever its name says."
    ),
    "pdf": _("This is a PDF. Send the Word or Excel file; a signed PDF is attached on the page of the clearance."),
    "rtf": _("This is a file of the kind RTF. Open it and save it as Word document (.docx)."),
    "picture": _("This is a picture, whatever its name says. Send the Word or Excel file itself."),
    "archive": _("This is a packed archive. Unpack it and send the Word or Excel file itself."),
    "open_document": _("This is an OpenDocument file. Save it as Word document (.docx) or Excel workbook (.xlsx)."),
    "old_format": _("This is a file of the old kind (.doc or .xls). Save it as .docx or .xlsx."),
    "encrypted": _("The file is protected by a password. Take the password off and send it again."),
    "damaged": _("The file is damaged or incomplete. Open it, save it again under another name and send that."),
    "strict": _("The file was saved as “Strict Open XML”. Save it as ordinary Word document or Excel workbook."),
    "macros": _("The file holds macros. Save it without macros (.docx or .xlsx)."),
    "external": _(
        "The file fetches something from elsewhere (a linked template, picture, workbook or database). Break the links "
        "and save it again."
    ),
    "embedded": _("The file holds another file within it. Take that out and save it again."),
    "entities": _("The file holds instructions that no Word or Excel file needs. It was not read."),
    "too_heavy": _("The file unpacks to more than can be read. Send a part of the form, or paste the texts."),
    "other_xliff": _("This translation file is of another kind. Save it as XLIFF 1.2, as it was downloaded here."),
    "no_form": _("This workbook is not the form of this portal. Download the form, and copy the texts into it."),
}
