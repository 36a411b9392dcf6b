"""Addresses that open something to whoever has them stand in no log: neither in ours nor in the proxy's."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from common.log import HIDDEN, OPENED, SECRET

PROXY = Path(__file__).parents[2] / "deploy" / "nginx.conf.template"
NAMES = ["reporting:survey-write", "notices:reminders-stop", "catalogue:alert-stop", "accounts:invitation-accept"]


@pytest.mark.parametrize("name", NAMES)
def test_the_token_of_a_link_is_hidden_in_a_line(name):
    address = reverse(name, args=["zq-token:7163"])
    said = SECRET.sub(HIDDEN, f'"GET {address} HTTP/1.1" 404')

    assert "zq-token" not in said
    assert said.endswith('/…/ HTTP/1.1" 404')


@pytest.mark.parametrize("name", NAMES)
def test_the_proxy_writes_no_line_about_such_a_link(name):
    silent = [
        re.compile(pattern)
        for pattern, body in re.findall(r"location ~ (\S+) \{(.*?)\}", PROXY.read_text(), re.DOTALL)
        if "access_log off;" in body
    ]
    address = reverse(name, args=["token"])

    assert any(pattern.search(address) for pattern in silent)
    assert len(OPENED.split("|")) == len(NAMES) + 1
