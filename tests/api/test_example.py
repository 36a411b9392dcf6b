"""The example of the documentation, as anybody would run it, against a live portal."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import ApiKey, User
from catalogue.registry import RESOURCES
from common.resources import plan
from tests.api.conftest import Caller
from tests.factories.record import make_record, publish_some

EXAMPLE = settings.BASE_DIR / "docs" / "examples" / "ask.py"


def test_the_example_is_short_and_needs_python_alone():
    lines = [line for line in EXAMPLE.read_text().splitlines() if line.strip() and not line.startswith(("#", '"""'))]
    imports = [line for line in lines if line.startswith(("import", "from"))]

    assert len(lines) <= 26
    assert [line.split()[1] for line in imports] == ["json", "sys", "urllib.parse", "urllib.request"]


@pytest.mark.django_db(transaction=True)
def test_the_example_answers_its_three_questions(live_server, settings, request):
    world = request.getfixturevalue("world")
    make_record()
    publish_some(world)
    settings.SITE_URL = live_server.url

    told = subprocess.run(
        [sys.executable, str(EXAMPLE), live_server.url], capture_output=True, text=True, timeout=300, check=True
    ).stdout
    assert "  XXA, demo: en\n  XXB, demo: en\n" in told
    assert "  XXA: Permits: 12.5 % (Ministry)\n" in told
    assert "  XXA-demo-R1: published\n" in told


def test_a_sandbox_key_is_made_for_a_person_of_the_demonstration(world, capsys, settings):
    User.objects.filter(pk=world.focal_point.user.pk).update(email="focal.a@demo.example")

    call_command("sandbox_key", "--email", "focal.a@demo.example", "--workspace")
    token = capsys.readouterr().out.strip()
    assert Caller(token).get("workspace").status_code == 200
    assert ApiKey.objects.get().scopes == ["read", "workspace"]
    with pytest.raises(CommandError):
        call_command("sandbox_key", "--email", "nobody@demo.example")
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        call_command("sandbox_key")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_pages_for_developers_say_every_field_in_both_languages(db, language, django_assert_num_queries):
    with django_assert_num_queries(1):
        start = Client().get(f"/{language}/developers/")
    assert start["Cache-Control"] == "public, no-cache"
    assert "unsafe" not in start["Content-Security-Policy"]
    for name, resource in RESOURCES.items():
        assert f"/{language}/developers/{name}/" in start.text
        page = Client().get(f"/{language}/developers/{name}/").text
        for output in plan(resource.fields).names:
            assert f"<code>{output}</code>" in page
    assert Client().get(f"/{language}/developers/secrets/").status_code == 404
