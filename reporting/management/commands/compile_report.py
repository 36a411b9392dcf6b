"""Compile the regional report of a cycle from the shell."""

import shutil
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.errors import Refused
from common.i18n import LANGUAGES
from objectives.models import Scheme
from publications.enums import Format, JobStatus, Paper
from publications.jobs import render_now
from publications.models import EditionFile, RenderJob
from reporting.actions.report import build_edition, pin, prepare_report
from reporting.enums import ReportStatus
from reporting.models import Cycle, Report

BAR = 30


class Command(BaseCommand):
    last_step = ""
    help = "Compile the regional report of a cycle, grouped by a scheme, and write it to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cycle", required=True, metavar="CODE")
        parser.add_argument("--scheme", required=True, metavar="CODE")
        parser.add_argument("--language", required=True, choices=LANGUAGES)
        parser.add_argument("--format", default=Format.PDF, choices=Format.values)
        parser.add_argument("--paper", default=Paper.LETTER, choices=Paper.values)
        parser.add_argument("--output", required=True, type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        cycle = _one(Cycle, options["cycle"], "cycle")
        scheme = _one(Scheme, options["scheme"], "scheme")
        if not options["output"].resolve().parent.is_dir():
            raise CommandError(f"There is no folder {options['output'].resolve().parent}.")
        report = draft_of(cycle, scheme)
        try:
            edition = build_edition(report=report, by=None)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        chosen = {"language": options["language"], "format": options["format"], "paper": options["paper"]}
        job = render_now(edition, **chosen, on_progress=self.progress)
        if sys.stderr.isatty():
            self.stderr.write("")
        if job.status != JobStatus.DONE:
            raise CommandError(f"The report was not rendered: {job.get_reason_display()} {job.reason_detail}".strip())
        file = EditionFile.objects.get(edition=edition, **chosen)
        with default_storage.open(file.path) as source, options["output"].open("wb") as target:
            shutil.copyfileobj(source, target)
        pages = f", {file.pages} pages" if file.pages else ""
        self.stdout.write(f"{options['output']}: edition {edition.number}, {file.size:,} bytes{pages}")

    def progress(self, job: RenderJob) -> None:
        """One line on the error stream: drawn over itself on a terminal, once per step elsewhere."""
        done = BAR * job.progress // 100
        line = f"[{'#' * done}{'.' * (BAR - done)}] {job.progress:3d}% {job.get_step_display()}"
        if sys.stderr.isatty():
            self.stderr.write(f"\r{line:<72}", ending="")
        elif job.step != self.last_step:
            self.last_step = job.step
            self.stderr.write(line)
        self.stderr.flush()


def draft_of(cycle: Cycle, scheme: Scheme) -> Report:
    """The draft of this cycle and scheme, pinned to what is published now; made when there is none."""
    report = Report.objects.filter(cycle=cycle, scheme=scheme, status=ReportStatus.DRAFT, created_by=None).first()
    if report:
        pin(report, list(report.blocks.all()))
        return report
    titles = {}
    for language in LANGUAGES:
        with override(language):
            titles[f"title_{language}"] = _("Regional report on the Global Compact for Migration")
    return prepare_report(cycle=cycle, scheme=scheme, **titles, by=None)


def _one(model: Any, code: str, what: str) -> Any:
    found = model.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(sorted(model.objects.values_list("code", flat=True)))
        raise CommandError(f"There is no {what} {code!r}. Known: {known or 'none; run load_reference first'}.")
    return found
