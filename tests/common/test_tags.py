"""The tags that every template may use."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils.translation import override

from common.templatetags.portal import STATES, icon, parted, plaintext, tag


@dataclass
class Titled:
    title_en: str
    title_es: str


def render(source: str, **values: Any) -> str:
    return Template(source).render(Context(values))


def test_an_icon_is_decoration_unless_it_has_words() -> None:
    assert 'aria-hidden="true"' in icon("check")
    assert "icons.svg#i-check" in icon("check")
    assert 'role="img" aria-label="Members &lt;only&gt;"' in icon("lock", "Members <only>")


def test_an_icon_that_was_not_vendored_fails_loudly() -> None:
    with pytest.raises(KeyError, match=r"tools/icons\.txt"):
        icon("unicorn")


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_an_icon_and_words_in_both_languages(state: str) -> None:
    with override("en"):
        english = tag(state)
    with override("es"):
        spanish = tag(state)
    assert "<use" in english
    assert english != spanish


def test_a_page_may_name_a_state_its_own_way() -> None:
    assert render('{% tag "submitted" "Sent" %}').endswith("Sent</span>")
    assert render('{% tag "anything" words %}', words="<b>").endswith("&lt;b&gt;</span>")


def test_the_text_of_the_pages_language_is_picked_and_the_other_one_is_marked() -> None:
    both, one = Titled("Title", "Título"), Titled("", "<Título>")
    with override("es"):
        assert render('{% pick both "title" %}', both=both) == "Título"
    with override("en"):
        assert render('{% pick both "title" %}', both=both) == "Title"
        assert render('{% pick one "title" %}', one=one) == '<span lang="es">&lt;Título&gt;</span>'
        assert render('{% pick one "title" True %}', one=one) == "&lt;Título&gt;"
        assert render('{{ one|pick:"title" }}', one=one) == "&lt;Título&gt;"
        assert render('{{ none|pick:"title" }}', none=None) == ""


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One.\nStill one.", "<p>One.<br>Still one.</p>"),
        ("Measures:\n- a law\n- a plan", "<p>Measures:</p><ul><li>a law</li><li>a plan</li></ul>"),
        ("- a law\n  of 2024\nAfter.", "<ul><li>a law of 2024</li></ul><p>After.</p>"),
        ("<b>bold</b>\r\n\r\n- <i>", "<p>&lt;b&gt;bold&lt;/b&gt;</p><ul><li>&lt;i&gt;</li></ul>"),
        ("A dash - inside, -5 degrees", "<p>A dash - inside, -5 degrees</p>"),
    ],
)
def test_plain_text_becomes_paragraphs_and_lists_and_nothing_else(text: str, html: str) -> None:
    assert plaintext(text) == html


def test_deleted_words_do_not_run_into_those_in_their_place() -> None:
    assert parted([("", "a "), ("delete", "b."), ("insert", "C"), ("", " d")]) == [
        ("", "a "), ("delete", "b."), ("", " "), ("insert", "C"), ("", " d"),
    ]  # fmt: skip
    already = [("delete", "b "), ("insert", "c "), ("delete", "d"), ("insert", "\ne")]
    assert parted(already) == already


def test_days_and_instants_carry_their_machine_form() -> None:
    at = datetime(2026, 3, 1, 5, 59, tzinfo=UTC)
    with override("es"):
        assert render("{% day on %}", on=date(2026, 3, 1)) == '<time datetime="2026-03-01">1 de marzo de 2026</time>'
        assert render("{% moment at %}", at=at) == (
            '<time datetime="2026-03-01T05:59:00+00:00" data-local>'
            "28 de febrero de 2026, 23:59 (hora de San José)</time>"
        )
    with override("en"):
        assert "23:59</time>" in render("{% clock at %}", at=at)
        assert 'title="28 February 2026, 23:59 (San José time)">28 Feb 2026, 23:59<' in render("{% when at %}", at=at)
    assert render("{% day on %}{% moment on %}{% clock on %}{% when on %}", on=None) == ""


def test_blocks_wrap_what_they_hold() -> None:
    assert '<div class="note__b">A &lt;b&gt;</div>' in render('{% note "time" %}A {{ x }}{% endnote %}', x="<b>")
    html = render('{% panel title=x ident="team" level=3 %}<p>in</p>{% endpanel %}', x="<T>")
    assert '<h3 id="team-h">&lt;T&gt;</h3>' in html
    assert "<p>in</p>" in html


def test_the_query_of_a_page_is_changed_one_value_at_a_time() -> None:
    context = RequestContext(RequestFactory().get("/?scheme=pillars&page=2"))
    template = Template('{% with_query page=3 %} {% with_query page=None %} {% with_query scheme="á" %}')
    assert template.render(context) == "?scheme=pillars&amp;page=3 ?scheme=pillars ?scheme=%C3%A1&amp;page=2"


def test_page_numbers_leave_gaps() -> None:
    page = Paginator(range(400), 20).page(8)
    assert render("{% for n in page|elided %}{{ n }} {% endfor %}", page=page) == "1 … 7 8 9 … 20 "
