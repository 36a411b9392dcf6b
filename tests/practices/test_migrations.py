"""Versions came later than practices: what a country had written is its first one; the way back shows nothing."""

from importlib import import_module

from django.apps import apps
from django.urls import reverse

from practices.models import Practice, PracticeVersion

MIGRATION = import_module("practices.migrations.0004_versions")


def test_a_practice_without_versions_gets_its_first_one_and_can_be_gone_on_with(world, client_of):
    here = world.countries["A"]
    shown = Practice.objects.create(code="s", title_en="zq-shown", country=here, status="published", sdgs=[3])
    shown.objectives.set([8])
    draft = Practice.objects.create(code="d", title_es="zq-draft", country=here, starts="2021-03-01")
    Practice.objects.create(code="r", title_en="Of the record", status="published")

    MIGRATION.make_first_versions(apps, None)

    made = {one.practice.code: one for one in PracticeVersion.objects.select_related("practice")}
    assert {code: (one.number, one.stage) for code, one in made.items()} == {"s": (1, "published"), "d": (1, "writing")}
    assert (made["s"].fields["title_en"], made["s"].fields["objectives"]) == ("zq-shown", [8])
    writer = client_of(world.focal_point)
    for row in (shown, draft):
        assert writer.get(reverse("practices:own", args=[row.code])).status_code == 200
    edit = reverse("practices:own-edit", args=["d"])
    assert 'value="2021-03-01"' in writer.get(edit).text
    assert writer.post(reverse("practices:own-act", args=["s"]), {"to": "new"}).status_code == 302


def test_the_way_back_shows_nobody_what_was_not_published_for_everybody(world):
    states = [
        ("published", "members"), ("published", "public"), ("in_repository", "public"), ("in_repository", "observers"),
        ("submitted", "public"), ("withdrawn", "public"),
    ]  # fmt: skip
    for number, (status, audience) in enumerate(states):
        Practice.objects.create(code=f"p{number}", title_en="P", status=status, audience=audience)

    MIGRATION.close_again(apps, None)

    left = list(Practice.objects.order_by("code").values_list("status", flat=True))
    assert left == ["draft", "published", "published", "draft", "draft", "draft"]
