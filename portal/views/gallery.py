"""The gallery: every shared component in its states, for those who build and check pages. Not in production."""

from datetime import timedelta

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from common.http import public_page
from common.shapes import (
    Conflict,
    Figure,
    FileRow,
    Happening,
    Link,
    MatrixGroup,
    MatrixRow,
    Remark,
    Step,
    Task,
    Tick,
    TickGroup,
)
from common.templatetags.portal import STATES, icon_names

TITLES = {
    1: "Collect and utilize accurate and disaggregated data as a basis for evidence-based policies",
    4: "Ensure that all migrants have proof of legal identity and adequate documentation",
    7: "Address and reduce vulnerabilities in migration",
    8: "Save lives and establish coordinated international efforts on missing migrants",
}
AUTHORED = "First paragraph.\nSecond line of it.\n\nMeasures:\n- a protocol\n- a focal point\n\nLast paragraph."
COUNTRIES = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"]


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="Name of the institution", help_text="As it signs its letters.")
    summary = forms.CharField(label="Summary", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    date = forms.DateField(label="Date", widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(label="Kind", choices=[("law", "Law"), ("policy", "Policy"), ("programme", "Programme")])
    audience = forms.ChoiceField(
        label="Who may read it",
        choices=[("members", "Members"), ("observers", "Members and observers"), ("public", "Everybody")],
        widget=forms.RadioSelect,
    )
    objectives = forms.MultipleChoiceField(
        label="Objectives",
        choices=[(n, f"Objective {n}") for n in TITLES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    evidence = forms.FileField(label="Evidence", required=False, help_text="PDF, Word or image, up to 10 MB.")
    agree = forms.BooleanField(label="The text is cleared for regional use")


@public_page
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    bound = SampleForm(data={"kind": "law", "name": ""})
    bound.is_valid()
    context = {
        "states": list(STATES),
        "icons": sorted(icon_names()),
        "crumbs": [Link("Start", "/"), Link("Components", "#components"), Link("Gallery")],
        "segments": [
            Link("Round table", "#a", "true"),
            Link("Pillar", "#b"),
            Link("Number", "#c", note="23"),
        ],
        "tabs": [
            Link("English", "#en", "page", "check", "4/6"),
            Link("Español", "#es", note="3/6"),
            Link("Side by side", "#both", icon="columns-2"),
        ],
        "ticks": _ticks(),
        "tasks": _tasks(),
        "figures": [
            Figure("7", "reports published in this cycle"),
            Figure("64", "good practices shared"),
            Figure("3", "events on record"),
        ],
        "columns": [Link(f"Country {letter}", f"#{letter}") for letter in COUNTRIES],
        "groups": _groups(),
        "deadline": now + timedelta(days=47),
        "saved_at": now,
        "thread": [
            Remark("Secretariat", "Which meetings, and how often?", now, "RCM", "desk", "revision 1"),
            Remark("Country A", "Dates added:\n- March\n- September", now, "A", "other", "revision 2"),
        ],
        "redline": [
            ("", "The country applies the recommendations. "),
            ("delete", "Meetings were held."),
            ("insert", "Since March 2024 the round table meets every month."),
        ],
        "steps": [
            Step("Gather answers", "done", "7 published reports", "3 s"),
            Step("Set pages, English", "now", "page 48", "18 s"),
            Step("Set pages, Spanish"),
        ],
        "stopped_steps": [Step("Gather answers", "done", "", "3 s"), Step("Set pages, English", "stopped")],
        "conflict": Conflict(
            "summary",
            "A national focal point receives requests.",
            "Two focal points receive requests.",
            9,
            "Contributor of Country A",
            now,
            "en",
        ),
        "files": [
            FileRow("Protocol for search requests.pdf", "#f1", "PDF, 412 KB, 2024", "paperclip", "Public", "globe"),
            FileRow("Inter-institutional agreement", "#f2", "example.org", "link", "Secretariat", "lock"),
        ],
        "activity": [
            Happening("Contributor", "edited objective 8, Challenges", now),
            Happening("Focal point", "completed objective 14", now - timedelta(days=1), "check"),
        ],
        "page": Paginator(range(400), 20).page(8),
        "form": SampleForm(),
        "bound": bound,
        "authored": AUTHORED,
    }
    return render(request, "portal/gallery.html", context)


def _ticks() -> list[TickGroup]:
    looks = ["done", "done", "draft", "", "attention", "sent", "public"]
    groups = [("Round table 1", [2, 5, 6, 12, 18]), ("Round table 2", [4, 8, 9, 10, 11, 13, 21])]
    return [
        TickGroup(
            label,
            [Tick(n, f"#o{n}", looks[n % 7] or "not started", looks[n % 7]) for n in numbers],
        )
        for label, numbers in groups
    ]


def _tasks() -> list[Task]:
    return [
        Task(TITLES[4], "#t4", "ready", 4, ["Civil registry"], answered=6, asked=6),
        Task(TITLES[8], "#t8", "in_progress", 8, ["Migration office", "Edited today"], answered=4, asked=6),
        Task(TITLES[7], "#t7", "clarification", 7, ["Migration office"], "1 question", 6, 6),
        Task(TITLES[1], "#t1", "not_started", 1, ["An answer of 2022 can be used again"], asked=6),
    ]


def _groups() -> list[MatrixGroup]:
    def row(number: int) -> MatrixRow:
        cells = [
            Link(f"Country {letter}, objective {number}", f"#{letter}{number}") if (place + number) % 3 else None
            for place, letter in enumerate(COUNTRIES)
        ]
        return MatrixRow(number, TITLES[number], f"#o{number}", cells)

    return [
        MatrixGroup("Round table 1", [row(1), row(4)], "Data and identity"),
        MatrixGroup("Round table 2", [row(7), row(8)]),
    ]
