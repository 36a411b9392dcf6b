"""Compile the regional report of a cycle from the shell."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.errors import Refused
from common.i18n import LANGUAGES
from objectives.models import Scheme
from publications.console import PrintCommand, one
from reporting.actions.report import build_edition, pin, prepare_report
from reporting.enums import ReportStatus
from reporting.models import Cycle, Report


class Command(PrintCommand):
    help = "Compile the regional report of a cycle, grouped by a scheme, and write it to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cycle", required=True, metavar="CODE")
        parser.add_argument("--scheme", required=True, metavar="CODE")
        super().add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        cycle = one(Cycle, options["cycle"], "cycle")
        scheme = one(Scheme, options["scheme"], "scheme")
        self.check_folder(options["output"])
        report = draft_of(cycle, scheme)
        try:
            edition = build_edition(report=report, by=None)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.print_edition(edition, options)


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
