"""60 Word and 60 Excel files that nobody should read, and others beside them: {name: (bytes, reason)}.

A file that is disguised bears the name of what it says it is. `COMMON` is done to both kinds, each in its own parts.
"""

import zipfile
from collections.abc import Callable

from tests.reporting.offline.hostile import (
    EXCEL,
    MACRO,
    MAIN,
    OLE,
    OUTSIDE_FORMULAS,
    SHEET,
    TYPES,
    WORD,
    Kind,
    changed,
    declared,
    declared_wide,
    deep,
    field,
    formula,
    huge,
    in_header,
    locked,
    lying,
    many_heavy,
    packed,
    parts,
    related,
    renamed,
    split_field,
    strict,
    twice,
    two_gigabytes,
    with_part,
    with_wrong_sum,
    without,
)

Files = dict[str, tuple[bytes, str]]
COMMON: dict[str, tuple[Callable[[Kind], bytes], str]] = {
    "nothing": (lambda kind: b"", "empty"),
    "only zeros": (lambda kind: b"\x00" * 4096, "empty"),
    "only line ends": (lambda kind: b"\r\n" * 30, "empty"),
    "a PDF": (lambda kind: b"%PDF-1.7\n1 0 obj", "pdf"),
    "an RTF": (lambda kind: b"{\\rtf1\\ansi Hello}", "rtf"),
    "a PNG": (lambda kind: b"\x89PNG\r\n\x1a\n" + b"x" * 50, "picture"),
    "a GIF": (lambda kind: b"GIF89a" + b"x" * 50, "picture"),
    "a 7z": (lambda kind: b"7z\xbc\xaf\x27\x1c" + b"x" * 50, "archive"),
    "a gzip": (lambda kind: b"\x1f\x8b\x08\x00" + b"x" * 20, "archive"),
    "a zip of something": (lambda kind: packed({"readme.txt": b"hello"}), "not_office"),
    "a web page": (lambda kind: b"<!DOCTYPE html><html><body>x</body></html>", "not_office"),
    "a program": (lambda kind: b"MZ\x90\x00\x03\x00" + bytes(range(256)), "not_office"),
    "the format of 1997": (lambda kind: OLE + b"\x00" * 512 + b"WordDocument", "old_format"),
    "a password on the whole": (lambda kind: OLE + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "a password on its entries": (lambda kind: locked(kind.content), "encrypted"),
    "the first half": (lambda kind: kind.content[: len(kind.content) // 2], "damaged"),
    "the last half": (lambda kind: b"PK\x03\x04" + kind.content[len(kind.content) // 2 :], "damaged"),
    "cut before the end": (lambda kind: kind.content[:-30], "damaged"),
    "only the first bytes of a package": (lambda kind: b"PK\x03\x04", "damaged"),
    "a part with a wrong checksum": (lambda kind: with_wrong_sum(kind.content, kind.text), "damaged"),
    "without its main part": (lambda kind: without(kind.content, kind.main), "damaged"),
    "without a list of types": (lambda kind: without(kind.content, TYPES), "damaged"),
    "Word and Excel at once": (lambda kind: with_part(kind.content, kind.other_main, b"<x/>"), "damaged"),
    "broken XML in the text": (lambda kind: changed(kind.content, kind.text, lambda part: part[:-40]), "damaged"),
    "broken relations": (lambda kind: changed(kind.content, kind.relations, lambda part: part[:-9]), "damaged"),
    "one name twice, in other letters": (lambda kind: twice(kind.content, kind.main), "damaged"),
    "a name that climbs out": (lambda kind: with_part(kind.content, "../../etc/cron.d/x"), "damaged"),
    "a name from the root": (lambda kind: with_part(kind.content, "/etc/passwd"), "damaged"),
    "a name of Windows": (lambda kind: with_part(kind.content, f"{kind.folder}\\x.xml"), "damaged"),
    "strict Open XML": (lambda kind: strict(kind), "strict"),
    "macros": (lambda kind: with_part(kind.content, f"{kind.folder}/vbaProject.bin"), "macros"),
    "macros in other letters": (lambda kind: with_part(kind.content, f"{kind.folder}/VBAPROJECT.BIN"), "macros"),
    "data of macros": (lambda kind: with_part(kind.content, f"{kind.folder}/vbaData.xml", b"<x/>"), "macros"),
    "a control": (lambda kind: with_part(kind.content, f"{kind.folder}/activeX/activeX1.xml", b"<x/>"), "macros"),
    "a picture from elsewhere": (
        lambda kind: changed(kind.content, kind.relations, related("image", "http://10.0.0.1/x.png")), "external"),
    "a picture from a share": (
        lambda kind: changed(kind.content, kind.relations, related("image", "file://///10.0.0.1/x")), "external"),
    "an object from elsewhere": (
        lambda kind: changed(kind.content, kind.relations, related("oleObject", "http://a.example/x.ole")), "external"),
    "relations in other letters": (
        lambda kind: with_part(kind.content, f"{kind.folder}/_rels/x.RELS", related("image", "http://a.example")(
            parts(kind.content)[kind.relations])), "external"),
    "a file within": (lambda kind: with_part(kind.content, f"{kind.folder}/embeddings/oleObject1.bin"), "embedded"),
    "a document within": (lambda kind: with_part(kind.content, f"{kind.folder}/embeddings/a.docx"), "embedded"),
    "a program within": (lambda kind: with_part(kind.content, f"{kind.folder}/media/setup.exe"), "embedded"),
    "a script within": (lambda kind: with_part(kind.content, f"{kind.folder}/media/run.vbs"), "embedded"),
    "entities in the text": (lambda kind: changed(kind.content, kind.text, declared), "entities"),
    "entities in UTF-16": (lambda kind: changed(kind.content, kind.text, declared_wide), "entities"),
    "entities in the properties": (lambda kind: changed(kind.content, "docProps/core.xml", declared), "entities"),
    "entities in the relations": (lambda kind: changed(kind.content, kind.relations, declared), "entities"),
    "entities under another name": (
        lambda kind: with_part(kind.content, f"{kind.folder}/hidden.dat", declared(b"<?xml version='1.0'?><x/>")),
        "entities"),
    "100 MB of zeros": (lambda kind: huge(kind.text, kind.content, 100), "too_heavy"),
    "45 MB in one part": (lambda kind: huge(kind.text, kind.content, 45), "too_heavy"),
    "many parts that are heavy together": (lambda kind: many_heavy(kind.content), "too_heavy"),
    "2 GB, as it says": (lambda kind: two_gigabytes(kind.content), "too_heavy"),
    "60 MB that say they are 100 bytes": (lambda kind: lying(kind.content, kind.text), "damaged"),
    "3,000 parts": (
        lambda kind: packed(parts(kind.content) | {f"{kind.folder}/media/{n}.png": b"" for n in range(3000)}),
        "too_heavy"),
}  # fmt: skip

ONLY_WORD: Files = {
    "no body": (changed(WORD.content, WORD.text, lambda part: b'<w:document xmlns:w="%s"/>' % WORD.space), "damaged"),
    "300 levels deep": (changed(WORD.content, WORD.text, deep(300)), "damaged"),
    "a type that allows macros": (changed(WORD.content, TYPES, lambda part: part.replace(MAIN, MACRO)), "macros"),
    "a template from elsewhere": (
        changed(WORD.content, WORD.relations, related("attachedTemplate", "https://a.example/t.dotm")), "external"),
    "a DDE field": (changed(WORD.content, WORD.text, field("DDEAUTO c:\\\\windows\\\\cmd.exe")), "external"),
    "a DDE field in two pieces": (changed(WORD.content, WORD.text, split_field("DD", "EAUTO c:\\\\x.exe")), "external"),
    "a DDE field in a header": (in_header(WORD.content, "DDE c:\\\\windows\\\\cmd.exe"), "external"),
    "a field that includes a text": (changed(WORD.content, WORD.text, field(" INCLUDETEXT file.docx")), "external"),
    "a field that includes a picture": (
        changed(WORD.content, WORD.text, field("INCLUDEPICTURE http://a.example/x.png")), "external"),
    "a web page within": (
        changed(WORD.content, WORD.relations, related("aFChunk", "chunk.html", outside=False)), "embedded"),
    "a document in parts": (
        changed(WORD.content, WORD.relations, related("subDocument", "other.docx", outside=False)), "embedded"),
}  # fmt: skip

ONLY_EXCEL: Files = {
    "a workbook of somebody else": (EXCEL.content, "no_form"),
    "macros of 1992": (with_part(EXCEL.content, "xl/macrosheets/sheet1.xml", b"<x/>"), "macros"),
    "a workbook type that allows macros": (
        changed(EXCEL.content, TYPES, lambda part: part + b"<!-- sheet.macroEnabled.main -->"), "macros"),
    "linked to another": (with_part(EXCEL.content, "xl/externalLinks/externalLink1.xml", b"<x/>"), "external"),
    "a database": (with_part(EXCEL.content, "xl/connections.xml", b"<x/>"), "external"),
    "a query": (with_part(EXCEL.content, "xl/queryTables/queryTable1.xml", b"<x/>"), "external"),
    "a link to a path": (
        changed(EXCEL.content, EXCEL.relations, related("externalLinkPath", "file:///c:/x.xlsx")), "external"),
    **{f"a formula that asks {what}": (changed(EXCEL.content, SHEET, formula(said)), "external")
       for what, said in OUTSIDE_FORMULAS.items()},
    "entities in the strings": (changed(EXCEL.content, "xl/sharedStrings.xml", declared), "entities"),
    "entities in a sheet under another name": (renamed(EXCEL.content, SHEET, "xl/worksheets/sheet1.dat", declared),
                                               "entities"),
    "100 MB of strings": (huge("xl/sharedStrings.xml", EXCEL.content, 100), "too_heavy"),
}  # fmt: skip


def done_to(kind: Kind) -> Files:
    return {f"{kind.name}: {attack}": (make(kind), reason) for attack, (make, reason) in COMMON.items()}


def named(kind: Kind, files: Files) -> Files:
    return {f"{kind.name}: {name}": found for name, found in files.items()}


WORD_FILES = done_to(WORD) | named(WORD, ONLY_WORD)
EXCEL_FILES = done_to(EXCEL) | named(EXCEL, ONLY_EXCEL)
OTHER_FILES: Files = {
    "a newer XLIFF": (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"/>', "other_xliff"),
    "a JPEG": (b"\xff\xd8\xff\xe0" + b"x" * 50, "picture"),
    "a RAR": (b"Rar!\x1a\x07\x00" + b"x" * 20, "archive"),
    "Word 2003 XML": (b'<?xml version="1.0"?><w:wordDocument/>', "not_office"),
    "a mail with a document": (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx", "not_office"),
    "an OpenDocument text": (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "open_document"),
    "a presentation": (packed({TYPES: b"<x/>", "ppt/presentation.xml": b"<x/>"}), "not_office"),
    "100,000 lines": (b"-\n" * 100_000, "too_heavy"),
    "stored, not packed, without its end": (
        packed(parts(WORD.content), zipfile.ZIP_STORED)[:-30], "damaged"),
}  # fmt: skip
FILES = WORD_FILES | EXCEL_FILES | OTHER_FILES
