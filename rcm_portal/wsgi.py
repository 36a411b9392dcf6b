import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rcm_portal.settings")

application = get_wsgi_application()

# What stays for good is loaded now and kept out of the collector's way: walking through it would hold up requests.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
# Requests make few cycles; looking for them after every 700 objects takes a tenth of a save's time.
gc.set_threshold(20_000, 20, 50)
