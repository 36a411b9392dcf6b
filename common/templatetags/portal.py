"""Template tags and filters that every page may use (built in: no {% load %} needed)."""

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy

from common import dates, i18n
from common.filtering import Controls, folded
from common.references import linked
from common.words import count_words

register = template.Library()

# State -> (look, icon, words). The look is a tint of static/css/components.css; a page may give its own words.
STATES = {
    "not_started": ("none", "circle-dashed", gettext_lazy("Not started")),
    "invited": ("none", "mail", gettext_lazy("Invited")),
    "acknowledged": ("draft", "check", gettext_lazy("Acknowledged")),
    "in_progress": ("draft", "pencil", gettext_lazy("In progress")),
    "draft": ("draft", "pencil", gettext_lazy("Draft")),
    "ready": ("done", "check", gettext_lazy("Ready")),
    "complete": ("done", "check", gettext_lazy("Complete")),
    "in_clearance": ("active", "eye", gettext_lazy("In clearance")),
    "cleared": ("done", "shield-check", gettext_lazy("Cleared")),
    "returned": ("attention", "undo-2", gettext_lazy("Returned")),
    "submitted": ("sent", "send", gettext_lazy("Submitted")),
    "received": ("sent", "inbox", gettext_lazy("Received")),
    "clarification": ("attention", "message-square-reply", gettext_lazy("Clarification")),
    "recalled": ("closed", "rotate-ccw", gettext_lazy("Recalled")),
    "published": ("public", "globe", gettext_lazy("Published")),
    "withdrawn": ("closed", "archive", gettext_lazy("Withdrawn")),
    "will_not_report": ("closed", "minus", gettext_lazy("Will not report")),
    "needs_time": ("none", "hourglass", gettext_lazy("Needs more time to consult")),
    "extension_agreed": ("none", "calendar-check", gettext_lazy("Extension agreed")),
    "not_reported": ("none", "minus", gettext_lazy("Not reported")),
    "open": ("draft", "circle-dot", gettext_lazy("Open")),
    "closed": ("closed", "lock", gettext_lazy("Closed")),
    "writing": ("draft", "pencil", gettext_lazy("Being written")),
    "asked": ("active", "eye", gettext_lazy("In clearance")),
    "recommended": ("sent", "send", gettext_lazy("Recommended for approval")),
    "accepted": ("done", "circle-check", gettext_lazy("Accepted")),
    "under_way": ("active", "route", gettext_lazy("Under way")),
    "fulfilled": ("done", "circle-check", gettext_lazy("Fulfilled")),
    "set_aside": ("closed", "archive", gettext_lazy("Set aside")),
    "resolved": ("done", "circle-check", gettext_lazy("Resolved")),
    "circulated": ("sent", "send", gettext_lazy("Circulated")),
    "revised": ("draft", "pencil", gettext_lazy("Revised")),
    "approved": ("done", "circle-check", gettext_lazy("Approved")),
    "transmitted": ("public", "send", gettext_lazy("Transmitted")),
    "queued": ("none", "clock", gettext_lazy("Waiting")),
    "running": ("active", "refresh-cw", gettext_lazy("Running")),
    "done": ("done", "circle-check", gettext_lazy("Done")),
    "stopped": ("error", "circle-alert", gettext_lazy("Stopped")),
    "cancelled": ("closed", "circle-x", gettext_lazy("Cancelled")),
    "broken": ("attention", "hand", gettext_lazy("Silence broken")),
    "ended": ("done", "circle-check", gettext_lazy("Ended")),
    "handed_over": ("sent", "send", gettext_lazy("Handed over")),
    "exact": ("done", "check", gettext_lazy("As in the source")),
    "inferred": ("attention", "circle-help", gettext_lazy("Inferred, not confirmed")),
    "confirmed": ("done", "circle-check", gettext_lazy("Confirmed by the Secretariat")),
    "disagree": ("attention", "scale", gettext_lazy("Sources disagree")),
    "demonstration": ("attention", "info", gettext_lazy("Demonstration")),
}
NOTES = {"info": "info", "time": "clock", "error": "circle-alert", "calm": "circle-check"}


@cache
def icon_names() -> frozenset[str]:
    """Names of the icons in the vendored sprite."""
    manifest = settings.BASE_DIR / "static" / "vendor" / "MANIFEST.json"
    return frozenset(json.loads(manifest.read_text(encoding="utf-8"))["icons"])


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """`{% icon "check" %}` is decoration; with a label it is read aloud: `{% icon "lock" _("Members only") %}`.

    Raises KeyError for a name that is not in tools/icons.txt.
    """
    if label:
        return _svg(name, css, format_html('role="img" aria-label="{}"', label))
    return _decoration(name, css)


@cache
def _decoration(name: str, css: str) -> SafeString:
    """A page holds dozens of icons, most of them the same ones."""
    return _svg(name, css, SafeString('aria-hidden="true"'))


def _svg(name: str, css: str, aria: SafeString) -> SafeString:
    if name not in icon_names():
        raise KeyError(f"No icon {name!r} in static/vendor/icons.svg; add it to tools/icons.txt.")
    href = f"{static('vendor/icons.svg')}#i-{name}"
    return format_html('<svg class="{}" {}><use href="{}"></use></svg>', f"i {css}".strip(), aria, href)


@register.simple_tag
def tag(state: str, label: str = "") -> SafeString:
    """A state as icon and word. `label` replaces the usual word; an unknown state needs one."""
    look, picture, words = STATES.get(state, ("closed", "tag", label))
    return format_html('<span class="tag tag--{}">{}{}</span>', look, icon(picture), label or words)


@register.simple_tag
def pick(thing: Any, name: str, plain: bool = False) -> str:
    """`{% pick objective "title" %}`: the text in the page's language, else the other one marked with its `lang`.

    `plain=True` gives the bare text, for attributes and titles.
    """
    language = i18n.current_language()
    own = getattr(thing, f"{name}_{language}")
    if own or plain:
        return conditional_escape(own or i18n.pick(thing, name, language))
    other = i18n.other_language(language)
    return format_html('<span lang="{}">{}</span>', other, getattr(thing, f"{name}_{other}"))


@register.filter(name="pick")
def pick_filter(thing: Any, name: str) -> str:
    """`{{ country|pick:"name" }}`: plain text in the page's language, else in the other one."""
    return i18n.pick(thing, name) if thing else ""


@register.filter
def at(mapping: dict[Any, Any], key: Any) -> Any:
    """`{{ rows|at:key }}`: the value of a key, None where there is none."""
    return mapping.get(key)


@register.simple_tag(takes_context=True)
def fold_filters(context: template.RequestContext) -> Controls:
    """The controls of the filter form that the page's `choices`, `days` and `search` make."""
    return folded(context.get("choices"), context.get("days"), search=bool(context.get("search")))


@register.filter
def any_chosen(options: list[dict[str, Any]]) -> bool:
    """Is one of a widget's options chosen?"""
    return any(option["selected"] for option in options)


@register.filter
def plaintext(text: str) -> SafeString:
    """Authored plain text as HTML: blank lines part paragraphs, lines that start with a dash are a list.

    A resolution that is cited leads to its official text.
    """
    parts: list[SafeString] = []
    for paragraph in (text or "").replace("\r\n", "\n").split("\n\n"):
        parts.extend(_paragraph(paragraph))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped by format_html


def _paragraph(paragraph: str) -> list[SafeString]:
    """Runs of ordinary lines become a <p>, runs of dash lines a <ul>."""
    found: list[SafeString] = []
    lines: list[str] = []
    items: list[str] = []

    def close() -> None:
        if lines:
            found.append(format_html("<p>{}</p>", mark_safe("<br>".join(map(linked, lines)))))  # noqa: S308
            lines.clear()
        if items:
            found.append(format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((linked(i),) for i in items))))
            items.clear()

    for line in filter(str.strip, paragraph.split("\n")):
        is_item = line.lstrip().startswith("- ")
        if (is_item and lines) or (not is_item and items and not line.startswith(" ")):
            close()
        if is_item:
            items.append(line.lstrip()[2:].strip())
        elif items:
            items[-1] = f"{items[-1]} {line.strip()}"
        else:
            lines.append(line.strip())
    close()
    return found


@register.filter
def parted(runs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The runs of a redline with a space between what was deleted and what stands in its place."""
    made: list[tuple[str, str]] = []
    for kind, text in runs:
        if made and (made[-1][0], kind) == ("delete", "insert") and not re.search(r"\s", made[-1][1][-1:] + text[:1]):
            made.append(("", " "))
        made.append((kind, text))
    return made


@register.filter(name="words")
def words_of(text: str) -> int:
    """Number of words by the portal's one rule."""
    return count_words(text or "")


@register.filter
def elided(page: Page) -> Iterable[int | str]:
    """Page numbers with gaps: 1 2 … 7 8 9 … 21."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag
def day(value: date | datetime | None) -> str:
    """A day in words: "28 February 2026", "28 de febrero de 2026"."""
    if value is None:
        return ""
    machine = dates.local(value).date() if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', machine.isoformat(), dates.say_day(value))


@register.simple_tag
def days(first: date | None, last: date | None) -> str:
    """Days in a row as a range: "11–12 January 2027", "11–12 de enero de 2027"."""
    if first is None:
        return ""
    if last is None or last == first:
        return day(first)
    return dates.say_days(first, last)


@register.simple_tag
def moment(value: datetime | None) -> str:
    """An instant in San José time; the page's script turns it into the reader's own time."""
    if value is None:
        return ""
    words = gettext("%(moment)s (San José time)") % {"moment": dates.say_moment(value)}
    return format_html('<time datetime="{}" data-local>{}</time>', value.isoformat(timespec="seconds"), words)


@register.simple_tag
def when(value: datetime | None) -> str:
    """An instant said short, for lists ("28 Feb 2026, 23:59"); its title says it in full with the time zone."""
    if value is None:
        return ""
    full = gettext("%(moment)s (San José time)") % {"moment": dates.say_moment(value)}
    return format_html(
        '<time datetime="{}" data-local="short" title="{}">{}</time>',
        value.isoformat(timespec="seconds"),
        full,
        dates.say_moment_short(value),
    )


@register.simple_tag
def clock(value: datetime | None) -> str:
    """The hour of a recent instant, for "Saved at 14:32"; the script turns it into the reader's time."""
    if value is None:
        return ""
    return format_html(
        '<time datetime="{}" data-local="time">{}</time>',
        value.isoformat(timespec="seconds"),
        dates.say_time(value),
    )


@register.simple_block_tag
def note(content: str, kind: str = "info") -> SafeString:
    """`{% note "time" %}…{% endnote %}`: info, time (marigold), error (wine) or calm (petrol)."""
    return format_html(
        '<div class="note note--{}">{}<div class="note__b">{}</div></div>', kind, icon(NOTES[kind]), content
    )


@register.simple_block_tag
def panel(content: str, title: str, ident: str, level: int = 2, aside: str = "") -> SafeString:
    """`{% panel title=_("Team") ident="team" %}…{% endpanel %}`: a titled box; `aside` stands right in its head."""
    side = format_html('<span class="push muted small">{}</span>', aside) if aside else ""
    return format_html(
        '<section class="panel" aria-labelledby="{id}-h"><div class="panel__h"><h{n} id="{id}-h">{title}</h{n}>{side}'
        "</div>{content}</section>",
        id=ident,
        n=level,
        title=title,
        side=side,
        content=content,
    )


@register.simple_tag(takes_context=True)
def with_query(context: template.RequestContext, **changes: object) -> str:
    """This page's query string with some values changed (None removes one): for pages, filters and segments."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"
