"""The arrows between rooms, where the import checker cannot see them."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"][0]
ROOMS = [room.strip() for layer in CONTRACT["layers"] for room in layer.split("|")]


def ours() -> list[type]:
    return [model for model in apps.get_models() if model._meta.app_label in ROOMS]


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_a_model_relates_only_to_its_own_room_or_a_lower_one(model):
    level = ROOMS.index(model._meta.app_label)
    targets = {
        field.related_model._meta.app_label
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.related_model and field.related_model._meta.app_label in ROOMS
    }

    assert all(ROOMS.index(target) >= level for target in targets), targets


def test_every_room_with_models_is_under_the_contract():
    rooms = {config.label for config in apps.get_app_configs() if (ROOT / config.label).is_dir()}

    assert rooms <= set(ROOMS)


def test_source_files_stay_short_enough_to_hold_one_noun():
    long = {
        str(path.relative_to(ROOT)): count
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if "migrations" not in path.parts and (count := len(path.read_text(encoding="utf-8").splitlines())) > 430
    }

    assert long == {}


def test_nobody_writes_a_status_but_the_workflow():
    """`.update(status=…)` outside workflow.py would skip the table of transitions."""
    offenders = [
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if path.name not in ("workflow.py", "jobs.py") and "migrations" not in path.parts
        if "update(status=" in path.read_text(encoding="utf-8")
    ]

    assert offenders == []


def test_days_are_those_of_san_jose():
    """Django's own "today" is the day of the server's time zone; a day of the domain is `common.dates.today`."""
    offenders = [
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if "migrations" not in path.parts
        if any(words in path.read_text(encoding="utf-8") for words in ("localdate", "now().date()", "date.today()"))
    ]

    assert offenders == []
