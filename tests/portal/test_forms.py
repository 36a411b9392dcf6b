"""Every form looks and speaks alike: label, hint, error and what belongs to them by name."""

from html.parser import HTMLParser

import pytest
from django import forms


class Sample(forms.Form):
    name = forms.CharField(label="Name <of it>", help_text="As it signs.")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="Agreed")
    token = forms.CharField(widget=forms.HiddenInput, initial="secret")


class Ids(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for key, value in attributes if key == "id"]


@pytest.fixture
def html() -> str:
    form = Sample(data={})
    form.add_error(None, "The whole form is wrong.")
    return str(form)


def test_a_label_is_tied_to_its_field_and_escaped(html: str) -> None:
    assert '<label for="id_name">Name &lt;of it&gt;</label>' in html


def test_only_what_may_stay_empty_is_marked(html: str) -> None:
    assert '<label for="id_note">Note <span class="muted">(optional)</span></label>' in html
    assert html.count("(optional)") == 1


def test_hint_and_error_are_tied_to_the_field_they_explain(html: str) -> None:
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert '<div class="hint" id="id_name_helptext">As it signs.</div>' in html
    assert '<ul id="id_name_error">' in html
    assert 'aria-invalid="true"' in html


def test_a_group_of_choices_has_a_legend(html: str) -> None:
    assert '<legend class="label">Kind</legend>' in html
    assert html.count('type="radio"') == 2


def test_the_words_of_a_check_box_follow_it_once(html: str) -> None:
    assert html.count("Agreed") == 1
    assert html.index('type="checkbox"') < html.index("Agreed")


def test_an_error_of_the_whole_form_and_hidden_fields_are_there(html: str) -> None:
    assert "The whole form is wrong." in html
    assert '<input type="hidden" name="token"' in html


def test_no_two_elements_share_an_id(html: str) -> None:
    ids = Ids(html).found
    assert sorted(ids) == sorted(set(ids))
