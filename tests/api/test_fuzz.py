"""Schemathesis asks everything the document names as three callers: no server error, no broken shape, no ignored key.

A bounded number of calls here; `./run api-fuzz` makes 10,000 of them, in rounds (RCM_FUZZ_ROUNDS).
"""

import os
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.generation import GenerationMode

from api.schema import document
from rcm_portal.wsgi import application

EXAMPLES = 40
ROUNDS = int(os.environ.get("RCM_FUZZ_ROUNDS", "1"))
"""Each with a seed of its own. Hypothesis remembers every example of a test: many small ones stay quick and can be
shared among processes.
"""
load_all_checks()
ALWAYS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
]


@pytest.fixture(autouse=True)
def one_long_session() -> Iterator[None]:
    """The test's own connection: requests from outside would close it between two of them."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("turn", range(ROUNDS))
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("who", ["anybody", "observer", "focal_point"])
def test_whatever_is_asked_the_document_holds(published, caller_of, who, mode, turn):
    scopes = ["workspace"] if who == "focal_point" else []
    headers = {} if who == "anybody" else caller_of(getattr(published, who), *scopes).headers
    schema = schemathesis.openapi.from_dict(document())
    schema.app = application
    operations = [found.ok() for found in schema.get_all_operations()]
    checks = CHECKS.get_by_names(ALWAYS)

    @seed(turn)
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck), print_blob=False,
    )  # fmt: skip
    @given(st.one_of([operation.as_strategy(mode) for operation in operations]))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers, checks=checks)

    ask()


def test_no_address_of_a_working_copy_answers_without_its_key(published, caller_of):
    schema = schemathesis.openapi.from_dict(document())
    schema.app = application
    private = [found.ok() for found in schema.get_all_operations() if "/workspace" in found.ok().path]
    assert len(private) == 3

    @settings(max_examples=9, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(st.one_of([operation.as_strategy() for operation in private]))
    def ask(case: schemathesis.Case) -> None:
        for headers in ({}, {"Authorization": "Bearer rcm_aaaaaaaaaa_bad"}, {"Cookie": "rcm_sid=x"}):
            case.headers.pop("Authorization", None)
            assert case.call(headers=headers).status_code == 401

    ask()
