"""How often one caller may ask: counted atomically in the cache, by minute, and told in every answer."""

import time
from threading import local
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from redis import Redis
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from accounts.models import ApiKey
from api.validators import holds_the_answer
from common.http import caller

MINUTE = 60


def counted(name: str, now: float | None = None) -> int:
    """Count one more in the present minute; how many there were with it.

    With Redis this is one command, and one more for the first of a minute: Django's `incr` asks before it counts.
    """
    key = _key(name, now or time.time())
    if redis := _redis():
        key = cache.make_and_validate_key(key)
        used = int(redis.incr(key))
        if used == 1:
            redis.expire(key, 2 * MINUTE)
        return used
    cache.add(key, 0, 2 * MINUTE)
    return cache.incr(key)


_own = local()


def _redis() -> Redis | None:
    """The server of the cache, on a connection that this thread keeps.

    Django makes a client for each command, and a client takes a connection from its pool and gives it back: each takes
    longer than the command.
    """
    if settings.REDIS_URL and not hasattr(_own, "redis"):
        _own.redis = Redis.from_url(settings.REDIS_URL, single_connection_client=True)
    return getattr(_own, "redis", None)


def _key(name: str, now: float) -> str:
    return f"api:{name}:{int(now // MINUTE)}"


def so_far(name: str) -> int:
    """How many there were in the present minute."""
    return int(cache.get(_key(name, time.time()), 0))


def within(request: HttpRequest, key: ApiKey | None = None) -> bool:
    """Whether this request is within its caller's limit. It is counted once; `request.rate` says what is left.

    Without a key, who has the answer already is not counted.
    """
    if key is None and holds_the_answer(request):
        return True
    if not hasattr(request, "rate"):
        limit = settings.API_LIMITS["key" if key else "anonymous"]
        left = limit - counted(f"key:{key.prefix}" if key else f"address:{caller(request)}")
        request.rate = (limit, max(0, left), left >= 0)  # type: ignore[attr-defined]
    return bool(request.rate[2])  # type: ignore[attr-defined]


class Throttle(BaseThrottle):
    """So many requests in a minute for a key, fewer for an address without one."""

    def allow_request(self, request: Request, view: Any) -> bool:
        return within(request._request, request.auth)

    def wait(self) -> float:
        return MINUTE - time.time() % MINUTE
