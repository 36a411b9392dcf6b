"""A room's first migration: all of its models at once, forwards and backwards."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from common.operations import AtOnce

BOTH = AtOnce(
    operations=[
        # The first points to the second, which is made later.
        migrations.CreateModel(
            "Leaf",
            [("id", models.AutoField(primary_key=True)), ("tree", models.ForeignKey("rooms.Tree", models.CASCADE))],
        ),
        migrations.CreateModel("Tree", [("id", models.AutoField(primary_key=True))]),
    ]
)


def tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("rooms_")}


@pytest.mark.django_db(transaction=True)
def test_models_that_point_to_later_ones_are_made_and_taken_away():
    before, after = ProjectState(), ProjectState()
    BOTH.state_forwards("rooms", after)
    with connection.schema_editor() as editor:
        BOTH.database_forwards("rooms", editor, before, after)
    assert tables() == {"rooms_leaf", "rooms_tree"}
    with connection.cursor() as cursor:
        assert connection.introspection.get_relations(cursor, "rooms_leaf") == {"tree_id": ("id", "rooms_tree")}

    with connection.schema_editor() as editor:
        BOTH.database_backwards("rooms", editor, after, before)
    assert tables() == set()


def test_models_known_before_are_known_together_with_the_new_ones():
    state = ProjectState()
    migrations.CreateModel("Wood", [("id", models.AutoField(primary_key=True))]).state_forwards("rooms", state)
    assert len(state.apps.get_models()) == 1
    BOTH.state_forwards("rooms", state)

    assert {model.__name__ for model in state.apps.get_models()} == {"Leaf", "Tree", "Wood"}
    assert state.apps.get_model("rooms", "Leaf")._meta.get_field("tree").related_model is state.apps.get_model(
        "rooms", "Tree"
    )
