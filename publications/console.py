"""Files of an edition from the shell: what the commands that print have in common."""

import shutil
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from common.i18n import LANGUAGES
from publications.enums import Format, JobStatus, Paper
from publications.jobs import render_now
from publications.models import Edition, EditionFile, RenderJob

BAR = 30


class PrintCommand(BaseCommand):
    """A command that makes one file of an edition and copies it to `--output`."""

    last_step = ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", required=True, choices=LANGUAGES)
        parser.add_argument("--format", default=Format.PDF, choices=Format.values)
        parser.add_argument("--paper", default=Paper.LETTER, choices=Paper.values)
        parser.add_argument("--output", required=True, type=Path, metavar="FILE")

    def check_folder(self, output: Path) -> None:
        """Before anything is made. Raises CommandError where the folder of the output does not exist."""
        if not output.resolve().parent.is_dir():
            raise CommandError(f"There is no folder {output.resolve().parent}.")

    def print_edition(self, edition: Edition, options: dict[str, Any]) -> None:
        """Make the file, copy it and say so in one line. Raises CommandError with the reason when it stopped."""
        chosen = {name: options[name] for name in ("language", "format", "paper")}
        job = render_now(edition, **chosen, on_progress=self.progress)
        if sys.stderr.isatty():
            self.stderr.write("")
        if job.status != JobStatus.DONE:
            raise CommandError(f"The file was not made: {job.get_reason_display()} {job.reason_detail}".strip())
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


def one(model: Any, code: str, what: str) -> Any:
    """The row of `model` with this code. Raises CommandError that names the codes there are."""
    found = model.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(sorted(model.objects.values_list("code", flat=True)))
        raise CommandError(f"There is no {what} {code!r}. Known: {known or 'none; run load_reference first'}.")
    return found
