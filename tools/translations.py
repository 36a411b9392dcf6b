"""The Spanish catalogue, without GNU gettext: what the code says, what is translated, what is missing.

    python tools/translations.py check             fail on a missing, fuzzy or broken Spanish message
    python tools/translations.py missing [PATH…]   print the missing messages of these paths as JSON to fill in
    python tools/translations.py add FILE.json     merge {"English": "Español"} into the catalogue
    python tools/translations.py compile           write the .mo files that are older than their .po files

A plural message is {"singular": ["singular en español", "plural en español"]}; a message with a context is
{"context\\u0004English": "Español"}. `add` keeps a translation that is already there unless `--replace` is given.
The catalogue is sorted and names no source lines, so that two people who add messages seldom collide.
"""

import argparse
import fcntl
import io
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "locale" / "es" / "LC_MESSAGES" / "django.po"
# Not spoken to a reader of the portal, or not ours.
SKIPPED = {"docs", "launch", "locale", "media", "node_modules", "static", "staticfiles", "tests", "tools"}
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (1,)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
BRACES = re.compile(r"{(\w*)[^{}]*}")
PERCENTS = re.compile(r"%\((\w+)\)")

Key = tuple[str | None, str]


def source_files(paths: Iterable[Path] = ()) -> Iterator[Path]:
    """Every .py, .html and .txt file that may speak to a reader, below `paths` or the whole project."""
    wanted = [path.resolve() for path in paths]
    for folder in sorted(ROOT.iterdir()):
        if not folder.is_dir() or folder.name.startswith(".") or folder.name in SKIPPED:
            continue
        for path in sorted(folder.rglob("*")):
            if path.suffix not in {".py", ".html", ".txt"} or "migrations" in path.parts:
                continue
            if not wanted or any(path.is_relative_to(want) for want in wanted):
                yield path


def extract_file(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """(message id or (singular, plural), context) of each marked string of one file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django turns a template into calls; without its indentation Python's tokenizer reads them.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
    source = io.BytesIO(text.encode())
    for _line, message, _comments, context in extract("python", source, keywords=KEYWORDS):
        ids = tuple(part for part in ([message] if isinstance(message, str) else message) if part)
        if ids:
            yield (ids[0] if len(ids) == 1 else (ids[0], ids[1])), context


def extract_all(paths: Iterable[Path] = ()) -> dict[Key, Message]:
    """The marked messages of the project by (context, singular); each knows the files that use it."""
    found: dict[Key, Message] = {}
    for path in source_files(paths):
        for message_id, context in extract_file(path):
            key = (context, message_id if isinstance(message_id, str) else message_id[0])
            place = (str(path.relative_to(ROOT)), 0)
            known = found.get(key)
            # A text used both alone and as a singular is one entry in a catalogue: the plural form wins.
            if known is None or (isinstance(known.id, str) and not isinstance(message_id, str)):
                places = [*known.locations, place] if known else [place]
                found[key] = Message(message_id, context=context, locations=places)
            elif place not in known.locations:
                known.locations.append(place)
    return found


def read_catalogue() -> Catalog:
    """The Spanish catalogue, or an empty one before the first message."""
    if not PO.exists():
        return Catalog(locale="es", domain=None, project="RCM portal", fuzzy=False)
    with PO.open("rb") as file:
        return read_po(file, locale="es")


def write_catalogue(catalogue: Catalog) -> None:
    """Sorted, without places and dates: a change of one message is a change of one paragraph."""
    body = io.BytesIO()
    write_po(body, catalogue, sort_output=True, no_location=True, ignore_obsolete=True, omit_header=True, width=110)
    header = (
        'msgid ""\nmsgstr ""\n"Language: es\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    PO.parent.mkdir(parents=True, exist_ok=True)
    new = PO.with_suffix(".po.new")
    new.write_text(header + body.getvalue().decode().rstrip("\n") + "\n", encoding="utf-8")
    os.replace(new, PO)


@contextmanager
def exclusive() -> Iterator[None]:
    """One writer at a time: the folder is the lock, because the file itself is replaced."""
    (ROOT / "locale").mkdir(exist_ok=True)
    handle = os.open(ROOT / "locale", os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def placeholders(text: str) -> set[str]:
    return {f"%({name})" for name in PERCENTS.findall(text)} | {f"{{{name}}}" for name in BRACES.findall(text)}


def faults(wanted: Message, held: Message | None) -> Iterator[str]:
    """What keeps a marked message from being good Spanish, in words."""
    if held is None or not held.string or (isinstance(held.string, tuple) and not all(held.string)):
        yield "missing"
        return
    if held.fuzzy:
        yield "fuzzy"
    if isinstance(wanted.id, str) != isinstance(held.id, str):
        yield "plural on one side only"
        return
    # A singular may leave out the number ("one answer"), so forms are compared together.
    ids = [wanted.id] if isinstance(wanted.id, str) else wanted.id
    strings = [held.string] if isinstance(held.string, str) else held.string
    if set().union(*map(placeholders, ids)) != set().union(*map(placeholders, strings)):
        yield "placeholders differ"
    if ids[0].endswith("\n") != strings[0].endswith("\n") or ids[0].startswith("\n") != strings[0].startswith("\n"):
        yield "line break at an end differs"


def check() -> int:
    """0 when every marked message has a good Spanish text; entries nobody uses are named, not refused."""
    catalogue, wanted = read_catalogue(), extract_all()
    wrong = 0
    for (context, singular), message in sorted(wanted.items(), key=lambda item: item[0][1]):
        held = catalogue.get(singular, context)
        for fault in faults(message, held):
            wrong += 1
            where = ", ".join(place for place, _line in message.locations[:3])
            print(f"{fault}: {singular!r} ({where})", file=sys.stderr)
    unused = [held for held in catalogue if held.id and (held.context, first(held)) not in wanted]
    for held in unused:
        print(f"unused: {first(held)!r}")
    print(f"translations: {len(wanted)} messages, {wrong} faults, {len(unused)} unused")
    return 1 if wrong else 0


def first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def missing(paths: list[Path]) -> int:
    """Print the untranslated messages as the JSON that `add` takes, with empty values."""
    catalogue = read_catalogue()
    empty: dict[str, str | list[str]] = {}
    for (context, singular), message in extract_all(paths).items():
        if "missing" in faults(message, catalogue.get(singular, context)):
            key = f"{context}\u0004{singular}" if context else singular
            empty[key] = "" if isinstance(message.id, str) else ["", ""]
    json.dump(empty, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


def add(files: list[Path], replace: bool) -> int:
    """Merge JSON files into the catalogue; 1 when an entry was refused, the others are kept."""
    refused = 0
    with exclusive():
        catalogue, wanted = read_catalogue(), extract_all()
        for path in files:
            for key, spanish in json.loads(path.read_text(encoding="utf-8")).items():
                context, singular = key.split("\u0004", 1) if "\u0004" in key else (None, key)
                problem = add_one(catalogue, wanted, context, singular, spanish, replace)
                if problem:
                    refused += 1
                    print(f"{path.name}: {problem}: {singular!r}", file=sys.stderr)
        write_catalogue(catalogue)
    return 1 if refused else 0


def add_one(
    catalogue: Catalog,
    wanted: dict[Key, Message],
    context: str | None,
    singular: str,
    spanish: str | list[str],
    replace: bool,
) -> str:
    """Put one message into the catalogue. Returns why not, or an empty string."""
    source = wanted.get((context, singular))
    string = spanish if isinstance(spanish, str) else tuple(spanish)
    if isinstance(string, tuple) and source is None:
        return "a plural needs the marked text in the code first"
    new = Message(source.id if source else singular, string, context=context)
    problem = "; ".join(faults(source or new, new))
    if problem:
        return problem
    held = catalogue.get(singular, context)
    if held is not None and held.string and not next(faults(new, held), "") and not replace:
        if held.string != string:
            print(f"kept {held.string!r}, not {string!r} (--replace overwrites)")
        return ""
    catalogue.delete(singular, context)
    catalogue.add(new.id, string, context=context)
    return ""


def compile_catalogues() -> int:
    """Write each .mo that is absent or older than its .po."""
    for po in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        new = mo.with_suffix(f".{os.getpid()}")
        with po.open("rb") as source, new.open("wb") as target:
            write_mo(target, read_po(source, locale=po.parent.parent.name))
        os.replace(new, mo)
    return 0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check")
    commands.add_parser("missing").add_argument("paths", nargs="*", type=Path)
    adding = commands.add_parser("add")
    adding.add_argument("files", nargs="+", type=Path)
    adding.add_argument("--replace", action="store_true")
    commands.add_parser("compile")
    chosen = parser.parse_args(arguments)
    if chosen.command == "check":
        return check()
    if chosen.command == "missing":
        return missing(chosen.paths)
    if chosen.command == "add":
        return add(chosen.files, chosen.replace)
    return compile_catalogues()


if __name__ == "__main__":
    sys.exit(main())
