"""Things that public pages show and that take more than one act to make."""

from datetime import date

from django.core.management import call_command

from common.dates import today
from reporting.actions.answers import save_item
from reporting.actions.cycles import create_call, create_cycle, open_call
from reporting.models import Assignment
from tests.factories.documents import make_edition, make_file
from tests.factories.work import answer_on, fill, publish_all, submit_all, write
from tests.factories.world import World

FIGURE = {
    "label_en": "Permits issued", "label_es": "Permisos expedidos", "value": "12,340.5", "unit": "permits",
    "year": "2025", "source": "Ministry A", "address": "https://example.org/permits",
}  # fmt: skip


def add_figure(world: World, objective: int = 8, **data: str) -> None:
    """A figure on an objective of Country A."""
    answer = answer_on(world.a, "figures", objective)
    save_item(answer=answer, item=None, data=FIGURE | data, version=answer.version, by=world.focal_point)


def open_later_cycle(world: World) -> Assignment:
    """Country A's assignment in a cycle that starts two years after the world's, with the same template."""
    year = today().year + 2
    cycle = create_cycle(
        code="later", name_en="Later cycle", name_es="Ciclo posterior", starts=date(year, 1, 1),
        ends=date(year, 12, 31), previous=world.cycle, is_demonstration=True, by=world.secretariat,
    )  # fmt: skip
    call = create_call(
        cycle=cycle, template_version=world.call.template_version, scheme=world.scheme, due_at=world.call.due_at,
        by=world.secretariat,
    )  # fmt: skip
    open_call(call=call, by=world.secretariat)
    return call.assignments.select_related("call__cycle", "call__template_version__template", "country").get(
        country=world.countries["A"]
    )


def publish_something_of_all(world: World) -> None:
    """The record, an edition, and Country A's objective 8 with words that a spreadsheet would take for a formula."""
    call_command("load_reference", verbosity=0)
    fill(world, world.a, 8)
    write(world, world.a, "support", '=HYPERLINK("http://evil.example","x"), and\nmore', 8)
    figure = {"label_en": "Permits", "value": "12.5", "unit": "%", "source": "Ministry"}
    save_item(answer=answer_on(world.a, "figures", 8), data=figure, by=world.focal_point)
    publish_all(world, submit_all(world, world.a, 8))
    make_file(make_edition())
