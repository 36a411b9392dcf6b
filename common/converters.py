"""Parts of addresses that several rooms use."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class CodeConverter(StringConverter):
    """A code that people read and cite: letters, digits, "-", "_" and "."."""

    regex = r"[\w.-]{1,120}"


register_converter(CodeConverter, "code")
