"""Search, files, feeds and the list of changes find Country A's words for nobody who may not read them."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from catalogue.changes import SETTLED
from catalogue.registry import RESOURCES
from tests.security.reader import Reader
from tests.security.states import CANARY, STATES
from tests.security.test_sweep import MEMBERS, ROLES

FOUND = b"<mark>canary</mark>"
FILES = [
    *(f"/data/{name}.{end}" for name in RESOURCES for end in ("csv", "jsonl")), "/data/answers.csv?objective=8",
    "/data/answers.jsonl?q=canary", "/data/answers.csv?lang=es", "/data/changes.jsonl", "/en/data/changes/",
    "/en/feeds/lists/answers.atom", "/en/feeds/countries/XXA.atom", "/en/feeds/objectives/8.atom",
    "/en/feeds/cycles/demo.atom",
]  # fmt: skip


def may_read(role: str, state: str) -> bool:
    """May this role read what Country A published, in this state?"""
    return state == "published_to_all" or (state == "published_to_members" and role in MEMBERS)


@pytest.mark.parametrize("state", STATES)
def test_open_data_holds_what_a_role_may_read_and_nothing_else(world, client_of, state):
    STATES[state](world)
    wrong = []
    with time_machine.travel(timezone.now() + SETTLED + timedelta(seconds=5)):
        for role in ROLES:
            reader = client_of(getattr(world, role), Reader)
            if (FOUND in reader.get("/en/search/?q=canary").content) != may_read(role, state):
                wrong.append(f"search as {role}")
            holds = False
            for address in FILES if role in ("anonymous", "observer", "other_focal_point", "secretariat") else ():
                response = reader.get(address)
                content = response.getvalue() if response.streaming else response.content
                assert response.status_code == 200, address
                holds = holds or CANARY.encode() in content
                if CANARY.encode() in content and not may_read(role, state):
                    wrong.append(f"{address} as {role}")
            if role == "other_focal_point" and holds != may_read(role, state):
                wrong.append("the files find no canary where it may be read")

    assert wrong == []
