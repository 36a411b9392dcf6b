"""Items of plans that were entered before they had a day got one from what was known."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from commitments.actions.papers import create_paper
from commitments.actions.plans import take_item
from commitments.models import Commitment

give_days = import_module("commitments.migrations.0006_plan_items_have_a_day").give_days


@pytest.fixture
def item(world):
    plan = create_paper(by=world.secretariat, code="the-plan", kind="plan", title_en="The plan", title_es="El plan")
    made = take_item(
        plan=plan, number="1", text_en="To train.", text_es="", owners=[world.countries["B"]], supporters=[],
        by=world.secretariat,
    )  # fmt: skip
    made.entered = made.made_on
    Commitment.objects.filter(pk=made.pk).update(made_on=None)
    return made


@pytest.mark.parametrize(("stage", "expected"), [(-300, -300), (None, 0), (9, 0)])
def test_an_item_without_a_day_gets_that_of_the_plan_or_the_one_it_was_entered_on(item, stage, expected):
    item.plan.stage_on = stage and item.entered + timedelta(days=stage)
    item.plan.save()

    give_days(apps, None)

    item.refresh_from_db()
    assert item.made_on == item.entered + timedelta(days=expected)


def test_where_no_day_is_known_the_page_says_so_calmly(item, client_of, world):
    page = client_of(world.secretariat).get(item.get_absolute_url())

    assert "Day not recorded" in page.text
    assert f'<a href="{item.plan.get_absolute_url()}">The plan</a>' in page.text
