"""The page on the life cycle says what the code does."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_tables_and_drawings_of_the_page_agree_with_the_code():
    spec = importlib.util.spec_from_file_location("lifecycle", ROOT / "tools" / "lifecycle.py")
    lifecycle = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(lifecycle)

    assert lifecycle.page() == lifecycle.PAGE.read_text(encoding="utf-8")
    assert "edit answer | focal point |" in lifecycle.policy()
