"""How often one caller may ask: counted atomically in the cache, by minute, and told in every answer."""

import time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

MINUTE = 60


def caller(request: HttpRequest | Request) -> str:
    """The address a request comes from. In production the proxy writes it; nobody else reaches the portal."""
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.PRODUCTION else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def counted(name: str, now: float | None = None) -> int:
    """Count one more in the present minute; how many there were with it.

    `add` and `incr` are single commands of Redis; an entry that ends between them begins a new minute.
    """
    key = f"api:{name}:{int((now or time.time()) // MINUTE)}"
    cache.add(key, 0, 2 * MINUTE)
    try:
        return cache.incr(key)
    except ValueError:
        cache.set(key, 1, 2 * MINUTE)
        return 1


def so_far(name: str) -> int:
    """How many there were in the present minute."""
    return int(cache.get(f"api:{name}:{int(time.time() // MINUTE)}", 0))


class Throttle(BaseThrottle):
    """So many requests in a minute for a key, fewer for an address without one."""

    def allow_request(self, request: Request, view: Any) -> bool:
        key = request.auth
        limit = settings.API_LIMITS["key" if key else "anonymous"]
        used = counted(f"key:{key.prefix}" if key else f"address:{caller(request)}")
        request._request.rate = (limit, max(0, limit - used))
        return used <= limit

    def wait(self) -> float:
        return MINUTE - time.time() % MINUTE
