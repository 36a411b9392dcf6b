"""Addresses of the workspace pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
