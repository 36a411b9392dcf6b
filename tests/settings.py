"""The portal's settings for the suite: only what a test must not share with its neighbour differs."""

import atexit
import os
import shutil
import tempfile

os.environ["RCM_ENV"] = "test"
# Each process of the suite has files and Redis keys of its own; a worker that a test starts inherits them.
OWN = f"RCM_TEST_STATE_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
if OWN not in os.environ:
    os.environ[OWN] = tempfile.mkdtemp(prefix="rcm-test-")
    atexit.register(shutil.rmtree, os.environ[OWN], ignore_errors=True)
os.environ["RCM_STATE"] = os.environ[OWN]
os.environ["REDIS_PREFIX"] = f"{os.path.basename(os.environ[OWN])}-"

from rcm_portal.settings import *  # noqa: E402, F403

# A connection that a browser test's server keeps would hold the test database when the suite drops it.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
# Limits of the interface are out of reach of a test that does not set its own.
API_LIMITS = {"anonymous": 100_000, "key": 100_000, "guesses": 10_000}
# Hashing a password well is slow on purpose, and no test measures it.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
