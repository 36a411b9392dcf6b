"""What every browser test asks of a page: accessible, inside its width, and silent about the policy it runs under."""

import os
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1440, 1280, 390, 320)
NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def violations(page: Page) -> list[str]:
    """axe's findings as "rule: selector, selector"; an empty list is what we want."""
    page.wait_for_load_state()  # a link may have led here a moment ago
    seen = page.viewport_size
    assert seen
    # The whole page in one view: a bar that stays in sight while a reader scrolls covers nothing then.
    page.set_viewport_size({"width": seen["width"], "height": page.evaluate("document.documentElement.scrollHeight")})
    if not page.evaluate("() => 'axe' in window"):  # once for a page, not once for each of its widths
        page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", AXE_RULES
    )
    page.set_viewport_size(seen)
    return [
        f"{finding['id']}: {', '.join(str(node['target']) for node in finding['nodes'])}"
        for finding in found["violations"]
    ]


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    page.wait_for_load_state()
    return int(page.evaluate(OVERFLOW))


def assert_sound(page: Page) -> None:
    """No finding of axe and no sideways scrolling at the page's present width."""
    assert violations(page) == []
    assert overflow(page) == 0


def assert_sound_at_all_widths(page: Page, name: str = "") -> None:
    """The same at 1440, 1280, 390 and 320 px; with a name, pictures go to the folder that RCM_SHOTS names."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_load_state()
        page.wait_for_function("width => window.innerWidth === width", arg=width)  # a busy machine resizes late
        page.evaluate(NEXT_FRAME)  # the new width has been laid out
        assert overflow(page) == 0, f"{width} px"
        assert violations(page) == [], f"{width} px"
        if name:
            shoot(page, f"{name}-{width}")


def shoot(page: Page, name: str) -> None:
    """A picture of the whole page in the folder that RCM_SHOTS names; nothing without it."""
    folder = os.environ.get("RCM_SHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
