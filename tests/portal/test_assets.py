"""What the browser is given: vendored files as recorded, templates without inline code, scripts within budget."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from common.templatetags.portal import icon_names

ROOT = Path(settings.BASE_DIR)
VENDOR = ROOT / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "MANIFEST.json").read_text(encoding="utf-8"))
PACKAGES = MANIFEST["packages"]
TEMPLATES = [path for path in (ROOT / "templates").rglob("*.html") if "documents" not in path.parts]
# Inline SVG of the two-step key is drawn by the library; everything else comes from files.
INLINE = re.compile(r"<style|\sstyle=[\"']|\son(click|change|submit|load|input)=|javascript:|<script(?![^>]*\ssrc=)")
ICON = re.compile(r"{% icon [\"']([a-z0-9-]+)[\"']")


@pytest.mark.parametrize("package", PACKAGES)
def test_a_vendored_package_has_its_licence_and_the_recorded_bytes(package: str) -> None:
    entry = PACKAGES[package]
    assert (VENDOR / entry["text"]).read_text(encoding="utf-8").strip()
    for name, digest in entry["files"].items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest


def test_nothing_unrecorded_lies_among_the_vendored_files() -> None:
    recorded = {name for entry in PACKAGES.values() for name in (*entry["files"], entry["text"])}
    found = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert found == recorded | {"MANIFEST.json"}


def test_the_lock_file_names_integrity_and_no_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, entry in packages.items():
        assert "resolved" not in entry
        assert not name or entry["integrity"].startswith("sha512-")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_a_template_holds_no_inline_code_and_only_known_icons(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    assert not INLINE.search(source)
    assert set(ICON.findall(source)) <= icon_names()


@pytest.mark.parametrize(
    ("script", "budget"), [("portal.js", 4_000), ("autosave.js", 6_000), ("timer.js", 1_500), ("keep.js", 2_500)]
)
def test_scripts_stay_small(script: str, budget: int) -> None:
    assert len(gzip.compress((ROOT / "static" / "js" / script).read_bytes())) <= budget


def test_styles_name_only_colours_that_the_tokens_define() -> None:
    styles = ROOT / "static" / "css"
    defined = set(re.findall(r"(--[\w-]+):", (styles / "tokens.css").read_text(encoding="utf-8")))
    for sheet in styles.glob("*.css"):
        if not sheet.name.startswith("document"):
            used = set(re.findall(r"var\((--[\w-]+)", sheet.read_text(encoding="utf-8")))
            assert used <= defined, sheet.name


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two #rrggbb colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT_PAIRS = [
    ("ink", "paper"), ("ink-2", "sunken"), ("ink-3", "paper"), ("ink-3", "sunken"), ("p-600", "p-50"),
    ("p-700", "p-100"), ("p-800", "p-100"), ("surface", "p-600"), ("p-100", "p-800"), ("p-200", "p-800"),
    ("p-200", "p-900"), ("m-300", "p-800"), ("m-700", "m-50"), ("m-700", "m-100"), ("w-500", "surface"),
    ("w-700", "w-50"), ("w-700", "w-100"), ("b-700", "b-50"), ("b-700", "b-100"),
]  # fmt: skip
EDGE_PAIRS = [
    ("field", "surface"),
    ("field", "paper"),
    ("focus", "surface"),
    ("focus", "paper"),
    ("focus-halo", "p-800"),
]


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [(*pair, 4.5) for pair in TEXT_PAIRS] + [(*pair, 3.0) for pair in EDGE_PAIRS],
)
def test_colours_that_meet_can_be_told_apart(one: str, other: str, least: float) -> None:
    tokens = (ROOT / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", tokens))
    assert contrast(colours[one], colours[other]) >= least


@pytest.mark.parametrize("name", ["css/components.css", "js/portal.js", "vendor/icons.svg"])
def test_styles_scripts_and_drawings_go_out_compressed_where_the_browser_takes_it(client: Client, name: str) -> None:
    plain = client.get(f"/static/{name}")
    packed = client.get(f"/static/{name}", headers={"Accept-Encoding": "gzip"})
    held = client.get(
        f"/static/{name}", headers={"Accept-Encoding": "gzip", "If-Modified-Since": packed["Last-Modified"]}
    )

    whole, small = plain.getvalue(), packed.getvalue()
    assert (plain.get("Content-Encoding"), packed["Content-Encoding"]) == (None, "gzip")
    assert gzip.decompress(small) == whole
    assert len(small) < len(whole) / 2
    by_name = client.get(
        f"/static/{name}", headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]}
    )  # fmt: skip
    assert (held.status_code, held.getvalue()) == (304, b"")
    assert (by_name.status_code, by_name.getvalue()) == (304, b"")


def test_fonts_are_compressed_already(client: Client) -> None:
    font = client.get("/static/vendor/fonts/source-sans-3-latin-wght-normal.woff2", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in font
