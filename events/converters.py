"""The two notes of an event as parts of addresses: "concept-note", "logistics"."""

from django.urls import register_converter

from events.enums import NoteOf


class NoteConverter:
    regex = "concept-note|logistics"

    def to_python(self, value: str) -> str:
        return NoteOf(value.replace("-", "_")).value

    def to_url(self, value: str) -> str:
        return value.replace("_", "-")


register_converter(NoteConverter, "note")
