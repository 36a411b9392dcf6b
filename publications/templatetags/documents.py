"""Tags of the document templates: they hand inline text and inner blocks back to the writer."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def runs(context: Context, value: Any) -> SafeString:
    """`{% runs block.runs %}`: inline text."""
    return context["writer"].runs(value)


@register.simple_tag(takes_context=True)
def inner(context: Context, value: Any) -> SafeString:
    """`{% inner block.blocks %}`: the blocks inside a block."""
    parts = [context["writer"].block(block) for block in value]
    return mark_safe("".join(parts))  # noqa: S308 - written by the writer


@register.simple_tag(takes_context=True)
def lang(context: Context, value: str) -> SafeString:
    """`<p{% lang block.lang %}>`: the lang attribute, or nothing where it is the document's."""
    return context["writer"].lang(value)


@register.simple_tag(takes_context=True)
def note(context: Context, value: Any) -> SafeString:
    """`{% note block.source %}`: a footnote called here, or nothing."""
    return context["writer"].note(value) if value else SafeString("")


@register.filter
def item(sequence: Any, position: int) -> Any:
    """`columns|item:forloop.counter0`"""
    return sequence[position]


@register.filter
def said_in(numbers: Any, cell: Any) -> str:
    """`numbers|said_in:cell`: what a cell of an index prints."""
    return numbers.said_in(cell)
