"""What tests of mail share."""

import pytest

from tests.notices.post_office import open_office


@pytest.fixture
def office(settings):
    """A real SMTP server that the portal's mail goes to."""
    with open_office(settings) as office:
        yield office
