"""Items of plans have the day of the plan's stage, or none: never the day on which somebody typed them."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from commitments.actions.papers import create_paper
from commitments.actions.plans import take_item
from commitments.models import Commitment
from common.dates import today

give_days = import_module("commitments.migrations.0006_plan_items_have_a_day").give_days


@pytest.fixture
def item(world):
    plan = create_paper(by=world.secretariat, code="the-plan", kind="plan", title_en="The plan", title_es="El plan")
    return take_item(
        plan=plan, number="1", text_en="To train.", text_es="", owners=[world.countries["B"]], supporters=[],
        by=world.secretariat,
    )  # fmt: skip


@pytest.mark.parametrize(("stage", "expected"), [(-300, -300), (0, 0), (None, None), (9, None)])
def test_an_item_without_a_day_gets_that_of_the_plan_and_never_the_one_it_was_entered_on(item, stage, expected):
    item.plan.stage_on = None if stage is None else today() + timedelta(days=stage)
    item.plan.save()

    give_days(apps, None)

    item.refresh_from_db()
    assert item.made_on == (None if expected is None else today() + timedelta(days=expected))


def test_an_item_of_a_plan_without_a_day_has_none_and_its_page_says_so_calmly(item, client_of, world):
    page = client_of(world.secretariat).get(item.get_absolute_url())

    assert Commitment.objects.get(pk=item.pk).made_on is None
    assert "Day not recorded" in page.text
    assert f'<a href="{item.plan.get_absolute_url()}">The plan</a>' in page.text
