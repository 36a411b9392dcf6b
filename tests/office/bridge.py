"""LibreOffice without a window, driven line by line: run by the Python that has its bridge (python3-uno).

Each line of the standard input is a JSON object: {"open": path, "do": [[name, …], …], "save": path or ""}. The answer
is one line: {"paragraphs": […], "changes": n} of the document after all was done, or {"error": words}; a workbook has
neither. Acts: ["accept"], ["reject"], ["track"], ["replace", old, new], ["delete", words], ["add", words, text],
["move", words, behind], and ["type", code, text], which writes over the box of a form.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PATIENCE = 60
FILTER = {".docx": "MS Word 2007 XML", ".xlsx": "Calc MS Excel 2007 XML"}


def value(name, said):
    made = PropertyValue()
    made.Name, made.Value = name, said
    return made


class Office:
    def __init__(self, home):
        pipe = f"rcm{abs(hash(home))}"
        self.process = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;",
             f"-env:UserInstallation={Path(home).as_uri()}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        here = uno.getComponentContext()
        resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
        for _time in range(PATIENCE * 5):
            try:
                there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                time.sleep(0.2)
        self.services = there.ServiceManager
        self.context = there
        self.desktop = self.make("com.sun.star.frame.Desktop")
        self.dispatcher = self.make("com.sun.star.frame.DispatchHelper")

    def make(self, name):
        return self.services.createInstanceWithContext(name, self.context)

    def run(self, asked):
        document = self.desktop.loadComponentFromURL(
            Path(asked["open"]).as_uri(), "_blank", 0, (value("Hidden", True),)
        )
        if document is None:
            return {"error": "LibreOffice does not open the file"}
        try:
            for name, *said in asked["do"]:
                getattr(self, f"do_{name}")(document, *said)
            if asked["save"]:
                kept = Path(asked["save"])
                document.storeToURL(kept.as_uri(), (value("FilterName", FILTER[kept.suffix]),))
            if is_workbook(document):
                return {"paragraphs": [], "changes": 0}
            changes = sum(1 for _one in each(document.Redlines))
            return {"paragraphs": list(paragraphs(document)), "changes": changes}
        finally:
            document.close(True)

    def dispatch(self, document, command):
        self.dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())

    def do_accept(self, document):
        self.dispatch(document, "AcceptAllTrackedChanges")

    def do_reject(self, document):
        self.dispatch(document, "RejectAllTrackedChanges")

    def do_track(self, document):
        document.RecordChanges = True

    def do_replace(self, document, old, new):
        """Write over some words, as somebody who selected them and typed."""
        found(document, old).String = new

    def do_delete(self, document, words):
        """Take a paragraph out with its end."""
        self.select(document, words)
        self.dispatch(document, "Delete")

    def do_add(self, document, words, text):
        """Press Enter at the end of a paragraph and write."""
        place = found(document, words)
        cursor = place.Text.createTextCursorByRange(place)
        cursor.gotoEndOfParagraph(False)
        cursor.Text.insertControlCharacter(cursor, 0, False)
        cursor.Text.insertString(cursor, text, False)

    def do_move(self, document, words, behind):
        """Cut a paragraph and paste it behind another one."""
        self.select(document, words)
        self.dispatch(document, "Cut")
        place = found(document, behind)
        view = document.CurrentController.ViewCursor
        view.gotoRange(place, False)
        cursor = place.Text.createTextCursorByRange(place)
        cursor.gotoNextParagraph(False)
        view.gotoRange(cursor, False)
        self.dispatch(document, "Paste")

    def do_type(self, document, code, text):
        """Select all that stands in the box of a form and type."""
        if is_workbook(document):
            answer_of(document, code).String = text
            return
        box = box_of(document, code)
        cursor = box.createTextCursor()
        cursor.gotoStart(False)
        cursor.gotoEnd(True)
        box.insertString(cursor, text, True)

    def select(self, document, words):
        place = found(document, words)
        cursor = place.Text.createTextCursorByRange(place)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoNextParagraph(True)
        document.CurrentController.ViewCursor.gotoRange(cursor, False)
        view = document.CurrentController.ViewCursor
        view.gotoRange(cursor.Start, False)
        view.gotoRange(cursor.End, True)


def is_workbook(document):
    return document.supportsService("com.sun.star.sheet.SpreadsheetDocument")


def box_of(document, code):
    """The last cell of the row whose hidden code this is."""
    tables = document.TextTables
    for number in range(tables.Count):
        table = tables.getByIndex(number)
        cells = {name: table.getCellByName(name) for name in table.CellNames}
        for name, cell in cells.items():
            if f"{{rcm:{code}@" in cell.String:
                row = name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
                return cells[max(other for other in cells if other.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == row)]
    raise LookupError(code)


def answer_of(document, code):
    """The cell of the answer in the row of this code."""
    for sheet in document.Sheets:
        used = sheet.createCursor()
        used.gotoEndOfUsedArea(False)
        heads = [sheet.getCellByPosition(column, 0).String for column in range(used.RangeAddress.EndColumn + 1)]
        for row in range(used.RangeAddress.EndRow + 1):
            if sheet.getCellByPosition(0, row).String == code:
                return sheet.getCellByPosition(heads.index("rcm-answer"), row)
    raise LookupError(code)


def each(collection):
    found = collection.createEnumeration()
    while found.hasMoreElements():
        yield found.nextElement()


def found(document, words):
    search = document.createSearchDescriptor()
    search.SearchString, search.SearchCaseSensitive = words, True
    place = document.findFirst(search)
    if place is None:
        raise LookupError(words)
    return place


def paragraphs(document):
    for block in each(document.Text):
        if block.supportsService("com.sun.star.text.TextTable"):
            for name in block.CellNames:
                yield from (one.String for one in each(block.getCellByName(name).Text))
        else:
            yield block.String


def main():
    office = Office(sys.argv[1])
    try:
        for line in sys.stdin:
            try:
                answer = office.run(json.loads(line))
            except Exception as error:
                answer = {"error": f"{type(error).__name__}: {error}"}
            print(json.dumps(answer), flush=True)
    finally:
        try:
            office.desktop.terminate()
        except Exception:
            office.process.kill()
        office.process.wait()


main()
