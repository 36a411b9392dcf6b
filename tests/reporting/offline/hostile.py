"""Files that nobody should read, made here: damaged, disguised, or built to do harm. {name: (bytes, reason)}."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx
import xlsxwriter

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCTYPE = (
    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def plain_word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines or ("A line",):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def plain_excel() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet("A").write_string(0, 0, "A cell")
    book.close()
    return out.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    entries = parts(content)
    return packed(entries | {name: change(entries.get(name, b""))})


def with_part(content: bytes, name: str, part: bytes = b"x") -> bytes:
    return packed(parts(content) | {name: part})


def declared(part: bytes) -> bytes:
    head, _sep, rest = part.partition(b"?>")
    return head + b"?>" + DOCTYPE + rest


def declared_wide(part: bytes) -> bytes:
    text = part.decode().replace("UTF-8", "UTF-16", 1)
    head, _sep, rest = text.partition("?>")
    return (head + "?>" + DOCTYPE.decode() + rest).encode("utf-16")


def related(kind: str, target: str, outside: bool = True) -> Callable[[bytes], bytes]:
    mode = ' TargetMode="External"' if outside else ""
    row = f'<Relationship Id="rX" Type="{RELATION}/{kind}" Target="{target}"{mode}/></Relationships>'.encode()
    return lambda part: part.replace(b"</Relationships>", row)


def field(instruction: str) -> Callable[[bytes], bytes]:
    run = f"<w:p><w:r><w:instrText>{instruction}</w:instrText></w:r></w:p><w:sectPr".encode()
    return lambda part: part.replace(b"<w:sectPr", run, 1)


def locked(content: bytes) -> bytes:
    """The flag of a password on every entry, in both of its places."""
    data = bytearray(content)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(sign)
        while start >= 0:
            data[start + place] |= 1
            start = data.find(sign, start + 4)
    return bytes(data)


def twice(content: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("Word/Document.xml", b"<x/>")
    return out.getvalue()


def with_wrong_sum(content: bytes, name: str) -> bytes:
    """One byte of a part that is stored as it is differs from its checksum."""
    data = bytearray(packed(parts(content), zipfile.ZIP_STORED))
    place = data.find(name.encode()) + len(name) + 60
    data[place] ^= 0x20
    return bytes(data)


def huge(name: str, content: bytes, megabytes: int) -> bytes:
    """A part of zeros: small on the wire."""
    return packed(parts(content) | {name: b"\x00" * (megabytes * 1024 * 1024)})


def lying(content: bytes, name: str) -> bytes:
    """The directory says that the part is tiny, and it unpacks to 60 MB."""
    entries = parts(content)
    body = b"<a>" + b" " * (60 * 1024 * 1024) + b"</a>"
    data = packed(entries | {name: body})
    size = struct.pack("<I", len(body))
    return data.replace(size, struct.pack("<I", 100))


def two_gigabytes(content: bytes) -> bytes:
    """2 GB of zeros under one name, as the directory says; the stream itself is as short as it can be."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b"\x00" * (1024 * 1024)
    stream = b"".join(squeezer.compress(block) for _ in range(8)) + squeezer.flush()
    data = bytearray(packed(parts(content) | {"word/media/image1.png": stream}, zipfile.ZIP_STORED))
    start = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/media/image1.png"))
    data[start + 24 : start + 28] = struct.pack("<I", 2_000_000_000)
    return bytes(data)


def deep(levels: int) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(
        b"<w:sectPr", b"<w:sdt><w:sdtContent>" * levels + b"</w:sdtContent></w:sdt>" * levels + b"<w:sectPr", 1
    )


WORD, EXCEL = plain_word(), plain_excel()
RELS, BOOK_RELS = "word/_rels/document.xml.rels", "xl/_rels/workbook.xml.rels"
MACRO = b"application/vnd.ms-word.document.macroEnabled.main+xml"
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

FILES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty"),
    "a newer XLIFF": (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"/>', "other_xliff"),
    "only zeros": (b"\x00" * 4096, "empty"),
    "a PDF named .docx": (b"%PDF-1.7\n1 0 obj", "pdf"),
    "an RTF named .doc": (b"{\\rtf1\\ansi Hello}", "rtf"),
    "a PNG named .docx": (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "picture"),
    "a JPEG named .xlsx": (b"\xff\xd8\xff\xe0" + b"x" * 50, "picture"),
    "a RAR": (b"Rar!\x1a\x07\x00" + b"x" * 20, "archive"),
    "a gzip": (b"\x1f\x8b\x08\x00" + b"x" * 20, "archive"),
    "a zip of something": (packed({"readme.txt": b"hello"}), "not_office"),
    "a web page named .docx": (b"<!DOCTYPE html><html><body>x</body></html>", "not_office"),
    "Word 2003 XML": (b'<?xml version="1.0"?><w:wordDocument/>', "not_office"),
    "a mail with a document": (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx", "not_office"),
    "bytes of a program": (b"MZ\x90\x00\x03\x00" + bytes(range(256)), "not_office"),
    "an OpenDocument text": (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "open_document"),
    "a presentation": (packed({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}), "not_office"),
    "a .doc of 1997": (OLE + b"\x00" * 512 + b"WordDocument", "old_format"),
    "a .docx with a password": (OLE + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "entries with a password": (locked(WORD), "encrypted"),
    "a workbook with a password on its entries": (locked(EXCEL), "encrypted"),
    "the first half of a document": (WORD[: len(WORD) // 2], "damaged"),
    "a document without its end": (WORD[:-30], "damaged"),
    "the first half of a workbook": (EXCEL[: len(EXCEL) // 2], "damaged"),
    "only the first bytes of a package": (b"PK\x03\x04", "damaged"),
    "a part with a wrong checksum": (with_wrong_sum(WORD, "word/document.xml"), "damaged"),
    "a document without its text": (packed({n: c for n, c in parts(WORD).items() if n != "word/document.xml"}),
                                    "damaged"),
    "a document without a list of types": (packed({n: c for n, c in parts(WORD).items() if n[0] != "["}), "damaged"),
    "Word and Excel at once": (packed(parts(WORD) | {"xl/workbook.xml": b"<x/>"}), "damaged"),
    "broken XML": (changed(WORD, "word/document.xml", lambda part: part[:-40]), "damaged"),
    "broken XML in a workbook": (changed(EXCEL, "xl/worksheets/sheet1.xml", lambda part: part[:-40]), "damaged"),
    "no body": (changed(WORD, "word/document.xml", lambda part: f'<w:document xmlns:w="{W}"/>'.encode()), "damaged"),
    "300 levels deep": (changed(WORD, "word/document.xml", deep(300)), "damaged"),
    "one name twice, in other letters": (twice(WORD), "damaged"),
    "a name that climbs out": (with_part(WORD, "../../etc/cron.d/x"), "damaged"),
    "a name from the root": (with_part(WORD, "/etc/passwd"), "damaged"),
    "strict Open XML": (changed(WORD, "word/document.xml", lambda part: part.replace(
        W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")), "strict"),
    "a strict workbook": (changed(EXCEL, "xl/workbook.xml", lambda part: part.replace(
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    )), "strict"),
    "macros": (with_part(WORD, "word/vbaProject.bin"), "macros"),
    "macros in a workbook": (with_part(EXCEL, "xl/vbaProject.bin"), "macros"),
    "macros of 1992": (with_part(EXCEL, "xl/macrosheets/sheet1.xml", b"<x/>"), "macros"),
    "a type that allows macros": (changed(WORD, "[Content_Types].xml", lambda part: part.replace(MAIN, MACRO)),
                                  "macros"),
    "a control": (with_part(WORD, "word/activeX/activeX1.xml", b"<x/>"), "macros"),
    "a template from elsewhere": (changed(WORD, RELS, related("attachedTemplate", "https://a.example/t.dotm")),
                                  "external"),
    "a picture from elsewhere": (changed(WORD, RELS, related("image", "http://10.0.0.1/x.png")), "external"),
    "a picture from a share": (changed(WORD, RELS, related("image", "file://///10.0.0.1/x")), "external"),
    "a workbook linked to another": (with_part(EXCEL, "xl/externalLinks/externalLink1.xml", b"<x/>"), "external"),
    "a workbook with a database": (with_part(EXCEL, "xl/connections.xml", b"<x/>"), "external"),
    "a workbook with a link to a path": (changed(EXCEL, BOOK_RELS, related("externalLinkPath", "file:///c:/x.xlsx")),
                                         "external"),
    "a DDE field": (changed(WORD, "word/document.xml", field("DDEAUTO c:\\\\windows\\\\cmd.exe")), "external"),
    "a field that includes a text": (changed(WORD, "word/document.xml", field(" INCLUDETEXT file.docx")), "external"),
    "a file within": (with_part(WORD, "word/embeddings/oleObject1.bin"), "embedded"),
    "a program within": (with_part(WORD, "word/media/setup.exe"), "embedded"),
    "a web page within": (changed(WORD, RELS, related("aFChunk", "chunk.html", outside=False)), "embedded"),
    "a workbook with a file within": (with_part(EXCEL, "xl/embeddings/doc.docx"), "embedded"),
    "entities in the text": (changed(WORD, "word/document.xml", declared), "entities"),
    "entities in UTF-16": (changed(WORD, "word/document.xml", declared_wide), "entities"),
    "entities in the properties": (changed(WORD, "docProps/core.xml", declared), "entities"),
    "entities in the relations": (changed(WORD, RELS, declared), "entities"),
    "entities in a sheet": (changed(EXCEL, "xl/worksheets/sheet1.xml", declared), "entities"),
    "entities in the strings": (changed(EXCEL, "xl/sharedStrings.xml", declared), "entities"),
    "100 MB of zeros": (huge("word/document.xml", WORD, 100), "too_heavy"),
    "100 MB of zeros in a workbook": (huge("xl/sharedStrings.xml", EXCEL, 100), "too_heavy"),
    "2 GB, as it says": (two_gigabytes(WORD), "too_heavy"),
    "60 MB that say they are 100 bytes": (lying(WORD, "word/document.xml"), "damaged"),
    "100,000 lines": (b"-\n" * 100_000, "too_heavy"),
    "3,000 parts": (packed(parts(WORD) | {f"word/media/{n}.png": b"" for n in range(3000)}), "too_heavy"),
    "a workbook of somebody else": (EXCEL, "no_form"),
}  # fmt: skip
