"""Files that are made for a request and kept nowhere."""

import threading

import pytest

from common.errors import Refused
from publications import jail, passing
from publications.blocks import Document
from publications.enums import StopReason

LETTER = Document(title="Letter", language="en", date="2026-01-01", blocks=())


@pytest.fixture
def child(monkeypatch):
    """Stands in for the child process: writes the language it was asked for."""

    def render(tree, *, output, **_more):
        output.write_bytes(tree["language"].encode())

    monkeypatch.setattr(jail, "render", render)


def test_no_more_are_made_at_once_than_there_is_room_for(child, monkeypatch):
    monkeypatch.setattr(passing, "_AT_ONCE", threading.BoundedSemaphore(1))
    monkeypatch.setattr(passing, "LIMITS", jail.Limits(memory_megabytes=1, cpu_seconds=1, wall_seconds=0))

    with passing._AT_ONCE, pytest.raises(Refused, match="Ask for yours again in a minute"):
        passing.render_passing(LETTER, format="pdf")
    assert passing.render_passing(LETTER, format="pdf") == b"en"


def test_one_that_cannot_be_made_leaves_room_for_the_next(child, monkeypatch):
    monkeypatch.setattr(passing, "_AT_ONCE", threading.BoundedSemaphore(1))
    made = jail.render

    def stops(*_tree, **_more):
        raise jail.RenderStopped(StopReason.TOO_LARGE)

    monkeypatch.setattr(jail, "render", stops)
    with pytest.raises(Refused):
        passing.render_passing(LETTER, format="pdf")
    monkeypatch.setattr(jail, "render", made)

    assert passing.render_passing(LETTER, format="docx") == b"en"
