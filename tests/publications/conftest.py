"""Rendered samples, made once for all tests that look at them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from publications import blocks, jail
from publications.block_json import to_json
from tests.publications import samples


@pytest.fixture(scope="session")
def rendering(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """`rendering("es", "pdf", "a4", draft=True)`: the sample report as a file, through the jail."""
    made: dict[Any, Path] = {}
    folder = tmp_path_factory.mktemp("renderings")

    def render(language: str, format: str, paper: str = "letter", **options: Any) -> Path:
        key = (language, format, paper, *sorted(options.items()))
        if key not in made:
            made[key] = folder / f"{len(made)}.{format}"
            render_to(made[key], samples.report(language, **options), format=format, paper=paper)
        return made[key]

    return render


def render_to(
    output: Path,
    document: blocks.Document,
    *,
    format: str = "pdf",
    paper: str = "letter",
    limits: jail.Limits | None = None,
) -> jail.Rendered:
    return jail.render(
        to_json(document),
        format=format,
        paper=paper,
        identifier="sample",
        output=output,
        watch=lambda report: True,
        limits=limits,
    )
