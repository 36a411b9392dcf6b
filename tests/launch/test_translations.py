"""The catalogue tool finds every marked text and lets nothing incomplete through."""

import importlib.util
import json

import pytest

from launch.paths import ROOT

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext
_("Hello, {name}")
_(
    "A long "
    "text"
)
ngettext("%(n)s answer", "%(n)s answers", 2)
pgettext("month", "May")
"""
TEMPLATE = """
<div>
    <p title="{% translate "It's here" %}">{{ _("constant") }}</p>
  {% blocktranslate count n=items|length trimmed %}
    One text of {{ who }}
  {% plural %}
    {{ n }} texts of {{ who }}
  {% endblocktranslate %}
</div>
"""
SPANISH = {
    "Hello, {name}": "Hola, {name}",
    "A long text": "Un texto largo",
    "%(n)s answer": ["%(n)s respuesta", "%(n)s respuestas"],
    "month\u0004May": "mayo",
    "It's here": "Está aquí",
    "constant": "constante",
    "One text of %(who)s": ["Un texto de %(who)s", "%(n)s textos de %(who)s"],
}


@pytest.fixture
def tool(tmp_path, monkeypatch):
    """The tool on a project of two files."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "tools" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "PO", tmp_path / "locale" / "es" / "LC_MESSAGES" / "django.po")
    for name, content in {"portal/pages.py": PYTHON, "templates/portal/home.html": TEMPLATE}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    return module


def add(tool, pairs, *options):
    path = tool.ROOT / "pairs.json"
    path.write_text(json.dumps(pairs))
    return tool.main(["add", str(path), *options])


def test_every_marked_text_is_found_and_offered_for_translation(tool, capsys):
    tool.main(["missing"])
    empty = json.loads(capsys.readouterr().out)
    assert empty == {key: ["", ""] if isinstance(value, list) else "" for key, value in SPANISH.items()}


def test_a_whole_catalogue_passes(tool):
    assert add(tool, SPANISH) == 0
    assert tool.main(["check"]) == 0


@pytest.mark.parametrize("absent", SPANISH)
def test_a_missing_text_fails_and_is_named(tool, capsys, absent):
    add(tool, {key: value for key, value in SPANISH.items() if key != absent})
    assert tool.main(["check"]) == 1
    assert f"missing: {absent.rpartition(chr(4))[2]!r}" in capsys.readouterr().err


def test_a_fuzzy_text_fails(tool, capsys):
    add(tool, SPANISH)
    tool.PO.write_text(tool.PO.read_text().replace('msgid "constant"', '#, fuzzy\nmsgid "constant"'))
    assert tool.main(["check"]) == 1
    assert "fuzzy: 'constant'" in capsys.readouterr().err


def test_a_changed_placeholder_is_refused_and_the_rest_kept(tool, capsys):
    assert add(tool, SPANISH | {"Hello, {name}": "Hola, {nombre}"}) == 1
    assert "placeholders differ: 'Hello, {name}'" in capsys.readouterr().err
    assert tool.read_catalogue().get("constant").string == "constante"


def test_a_text_nobody_uses_is_named_and_not_refused(tool, capsys):
    add(tool, SPANISH | {"Nowhere": "En ningún lugar"})
    assert tool.main(["check"]) == 0
    assert "unused: 'Nowhere'" in capsys.readouterr().out


def test_what_is_there_stays_unless_replaced(tool):
    add(tool, SPANISH)
    add(tool, {"constant": "fija"})
    assert tool.read_catalogue().get("constant").string == "constante"
    add(tool, {"constant": "fija"}, "--replace")
    assert tool.read_catalogue().get("constant").string == "fija"


def test_adding_nothing_new_changes_no_byte(tool):
    add(tool, SPANISH)
    before = tool.PO.read_bytes()
    add(tool, SPANISH)
    assert tool.PO.read_bytes() == before


def test_compiled_once_until_the_catalogue_changes(tool):
    add(tool, SPANISH)
    tool.main(["compile"])
    compiled = tool.PO.with_suffix(".mo")
    first = compiled.stat().st_mtime_ns
    tool.main(["compile"])
    assert compiled.stat().st_mtime_ns == first
    add(tool, {"constant": "fija"}, "--replace")
    tool.main(["compile"])
    assert b"fija" in compiled.read_bytes()
