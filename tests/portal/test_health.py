"""A supervisor asks whether the process lives and whether it can serve; the answer tells a stranger nothing."""

from typing import Any

from django.db import connection
from django.test import Client


def test_a_process_that_answers_is_live(client: Client) -> None:
    response = client.get("/health/live/")
    assert response.status_code == 200
    assert response.json() == {"status": "live"}
    assert "no-store" in response["Cache-Control"]


def test_a_migrated_database_is_ready(client: Client, db: None, settings: Any) -> None:
    settings.REDIS_URL = ""
    response = client.get("/health/ready/")
    assert response.status_code == 200
    assert response.json() == {"database": True, "migrations": True}


def test_redis_is_asked_where_it_is_configured(client: Client, db: None, settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": settings.REDIS_URL}
    }
    response = client.get("/health/ready/")
    assert response.status_code == 503
    assert response.json() == {"database": True, "migrations": True, "cache": False}


def test_a_migration_to_come_is_not_ready(client: Client, db: None, settings: Any) -> None:
    settings.REDIS_URL = ""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'accounts'")
    response = client.get("/health/ready/")
    assert response.status_code == 503
    assert response.json()["migrations"] is False


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/health/live/").status_code == 405
