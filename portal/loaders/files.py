"""The data files of the project."""

import json
from typing import Any

from django.conf import settings


def read(name: str) -> Any:
    """The content of `fixtures/<name>.json`."""
    return json.loads((settings.BASE_DIR / "fixtures" / f"{name}.json").read_text(encoding="utf-8"))
