"""Whom a country lets read a revision."""

from reporting.actions.answers import save_marks
from reporting.actions.publication import publish
from reporting.enums import Audience
from reporting.models import Publication
from tests.factories import fill, submit_all
from tests.factories.work import answer_on


def test_an_answer_for_members_stays_narrower_whatever_the_publication(world):
    fill(world, world.a, 8)
    answer = answer_on(world.a, "challenges", 8)
    save_marks(answer=answer, version=answer.version, audience=Audience.MEMBERS, by=world.focal_point)
    revision = submit_all(world, world.a, 8)

    publication = publish(revision=revision, audience=Audience.PUBLIC, by=world.focal_point)

    assert publication.narrowed == {str(answer.pk): "members"}
    assert Publication.objects.visible_to(world.anonymous).get() == publication
