"""Settings of the portal: one file, read from the environment, failing loudly on nonsense.

`RCM_ENV` says what kind of place this is:

* `demonstration` (default): `./run` on a developer's or a visitor's machine, demonstration data allowed;
* `test`: the test suite;
* `production`: every secret and address must come from the environment.
"""

from pathlib import Path
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env, validate

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = Path(env.str("RCM_STATE", str(BASE_DIR / ".state")))

RCM_ENV = env.str("RCM_ENV", "demonstration", validate=validate.OneOf(["demonstration", "test", "production"]))
PRODUCTION = RCM_ENV == "production"
DEMONSTRATION = RCM_ENV == "demonstration"


def required_in_production(name: str, default: str) -> str:
    """The value of an environment variable that has a default everywhere but in production."""
    value = env.str(name, "" if PRODUCTION else default)
    if not value:
        raise ImproperlyConfigured(f"{name} must be set when RCM_ENV=production.")
    return value


SECRET_KEY = required_in_production("SECRET_KEY", "demonstration-and-test-only-key-of-the-rcm-portal-0123456789")
if PRODUCTION and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must have at least 50 characters when RCM_ENV=production.")
DEBUG = env.bool("DEBUG", False)
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG must not be set when RCM_ENV=production.")

SITE_URL = required_in_production("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]", "testserver"])
if PRODUCTION and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the portal's hosts when RCM_ENV=production.")
if PRODUCTION and (urlsplit(SITE_URL).scheme != "https" or not urlsplit(SITE_URL).hostname):
    raise ImproperlyConfigured("SITE_URL must be the portal's address with https:// when RCM_ENV=production.")
if PRODUCTION and urlsplit(SITE_URL).hostname not in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must hold the host of SITE_URL.")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [SITE_URL])
if any(not urlsplit(origin).scheme or not urlsplit(origin).netloc for origin in CSRF_TRUSTED_ORIGINS):
    raise ImproperlyConfigured("CSRF_TRUSTED_ORIGINS must hold addresses with http:// or https://.")

INSTALLED_APPS = [
    "common",
    "audit",
    "accounts",
    "objectives",
    "notices",
    "sources",
    "publications",
    "commitments",
    "practices",
    "events",
    "reporting",
    "declarations",
    "catalogue",
    "api",
    "portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "template_partials",
    "rest_framework",
    "drf_spectacular",
    "corsheaders",
    "csp",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "reporting.middleware.KeepWritingMiddleware",
    "api.middleware.UnchangedMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "common.middleware.StaticMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "common.middleware.PolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "api.middleware.InterfaceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SeatMiddleware",
    "accounts.middleware.TwoStepMiddleware",
    "common.middleware.PostedTextMiddleware",
    "catalogue.middleware.PublicPageMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "rcm_portal.urls"
WSGI_APPLICATION = "rcm_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "common.templatetags.portal",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.portal",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# One engine everywhere: PostgreSQL. `./run` starts a cluster of its own when DATABASE_URL is absent.
DATABASES = {
    "default": env.dj_db_url("DATABASE_URL", required_in_production("DATABASE_URL", "postgresql:///rcm")),
}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://: no other engine will do.")
DATABASES["default"] |= {
    "ENGINE": "common.postgresql",
    "CONN_MAX_AGE": env.int("DATABASE_CONN_MAX_AGE", 60),
    "CONN_HEALTH_CHECKS": True,
    "ATOMIC_REQUESTS": False,
}
DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
    "options", "-c lock_timeout=5s -c statement_timeout=60s -c idle_in_transaction_session_timeout=120s"
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Redis when there is one; otherwise the broker is a folder and the cache is local: rows hold the truth.
REDIS_URL = required_in_production("REDIS_URL", "") if PRODUCTION else env.str("REDIS_URL", "")
if REDIS_URL and not REDIS_URL.startswith(("redis://", "rediss://")):
    raise ImproperlyConfigured("REDIS_URL must begin with redis:// or rediss://.")
REDIS_PREFIX = env.str("REDIS_PREFIX", "")
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": REDIS_PREFIX,
        }
    }
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 300, "global_keyprefix": REDIS_PREFIX}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    CELERY_BROKER_URL = "filesystem://"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(STATE_DIR / "broker" / "queue"),
        "data_folder_out": str(STATE_DIR / "broker" / "queue"),
        "control_folder": str(STATE_DIR / "broker" / "control"),
        "processed_folder": str(STATE_DIR / "broker" / "processed"),
        "store_processed": False,
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"

# Accounts: log in by e-mail, by invitation only.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_ADAPTER = "accounts.adapter.PortalAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "RCM portal"
# A code of the half minute before or after counts too: clocks differ, and people type slowly (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_ADAPTER = "accounts.two_step.PortalMFAAdapter"
# Roles that set up two-step log-in before anything else; off where the accounts are for show.
TWO_STEP_ROLES = env.list(
    "TWO_STEP_ROLES",
    ["secretariat", "presidency", "clearer", "focal_point"] if PRODUCTION else [],
    validate=validate.ContainsOnly(
        ["contributor", "focal_point", "clearer", "translator", "presidency", "secretariat", "observer",
         "civil_society", "stakeholder"]
    ),
)  # fmt: skip
# Limits on log-in count by the address that the proxy writes; all who ask come from the proxy's own.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if PRODUCTION else 0
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:desk"
INVITATION_DAYS = 14

# Sessions and cookies. A session is read together with its person.
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_NAME = "__Host-sid" if PRODUCTION else "rcm_sid"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "rcm_csrf"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.views.errors.csrf_failure"
SECURE_SSL_REDIRECT = PRODUCTION and env.bool("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb")
}

# Two languages of equal standing. The address names the language: /en/…, /es/….
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
SECRETARIAT_TIME_ZONE = "America/Costa_Rica"

# The open interface. Views name their own classes (api/views/base.py); here stands what the libraries ask for.
REST_FRAMEWORK = {
    "EXCEPTION_HANDLER": "api.problems.handle",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
    "UNICODE_JSON": True,
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "TITLE": _("Open interface of the RCM portal"),
    "DESCRIPTION": _("What the Conference and its Member Countries published, in both languages, read-only."),
    "VERSION": "1",
    "SERVERS": [{"url": SITE_URL}],
    "POSTPROCESSING_HOOKS": ["api.schema.close"],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "DISABLE_ERRORS_AND_WARNINGS": True,
}
# Requests in a minute: with a key, without one, and refused keys from one address.
API_LIMITS = {
    "key": env.int("API_LIMIT_KEY", 600),
    "anonymous": env.int("API_LIMIT_ANONYMOUS", 120),
    "guesses": env.int("API_LIMIT_GUESSES", 20),
}
# Any site may read the public part from a browser; keys and cookies are never sent along.
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "accept-language", "if-modified-since", "if-none-match"]
CORS_EXPOSE_HEADERS = [
    "Deprecation", "ETag", "Last-Modified", "Link", "RateLimit-Limit", "RateLimit-Remaining", "Retry-After", "Sunset",
]  # fmt: skip

# Files.
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(STATE_DIR / "static")))
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(STATE_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "rcm_portal.storage.StaticFiles" if PRODUCTION else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
# As much as is ever taken: a copy of a passport is not laid down in the clear on its way to being encrypted.
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
EVIDENCE_MAX_BYTES = 10 * 1024 * 1024
EVIDENCE_MAX_PIXELS = 25_000_000

# Travel data: each piece is encrypted with a key of its own, which the first of these keys encrypts in turn. Further
# ones still open what was kept under them, so that the key can be changed.
PERSONAL_DATA_KEYS = required_in_production("PERSONAL_DATA_KEYS", "ZGVtb25zdHJhdGlvbi1hbmQtdGVzdC1vbmx5LWtleS0=").split(
    ","
)
try:
    [Fernet(key) for key in PERSONAL_DATA_KEYS]
except ValueError as error:
    raise ImproperlyConfigured(
        "PERSONAL_DATA_KEYS must hold keys of 32 random bytes in URL-safe base64, parted by commas."
    ) from error
if PRODUCTION and PERSONAL_DATA_KEYS[0].startswith("ZGVtb25zdHJhdGlvb"):
    raise ImproperlyConfigured("PERSONAL_DATA_KEYS must not be the key of the demonstration when RCM_ENV=production.")

# Mail: an outbox page in the demonstration, SMTP in production.
EMAIL_BACKEND = env.str(
    "EMAIL_BACKEND",
    "django.core.mail.backends.smtp.EmailBackend" if PRODUCTION else "notices.mail.OutboxBackend",
)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "portal@rcm.example")
EMAIL_HOST = required_in_production("EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = env.int("EMAIL_PORT", 587 if PRODUCTION else 25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", PRODUCTION)
# A mail system that does not answer must not hold a mail for longer than it is claimed (notices/delivery.py).
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 30, validate=validate.Range(min=1, max=60))
# Where mail systems report what they could not deliver; a pipe of that mailbox is `manage.py take_bounce`.
BOUNCE_ADDRESS = env.str("BOUNCE_ADDRESS", "", validate=lambda address: not address or validate.Email()(address))

# A function (text, from language, to language) -> text, as "package.module.name"; empty: no machine translates, and no
# text of a country leaves the portal. What it makes is marked as a machine's until a person has gone over it.
TRANSLATION_HOOK = env.str("TRANSLATION_HOOK", "")

# Rendering of documents: every job runs in a child process of its own with these limits.
RENDER_LEASE_SECONDS = env.int("RENDER_LEASE_SECONDS", 60, validate=validate.Range(min=2))
RENDER_HEARTBEAT_SECONDS = env.int("RENDER_HEARTBEAT_SECONDS", 10, validate=validate.Range(min=1))
RENDER_ATTEMPTS = env.int("RENDER_ATTEMPTS", 3, validate=validate.Range(min=1))

# The licence of published texts, as an SPDX identifier or an address; empty until the presidency sets one.
LICENCE = env.str("LICENCE", "")

LOG_LEVEL = env.str(
    "LOG_LEVEL",
    "INFO" if PRODUCTION else "WARNING",
    validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]),
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processor": "structlog.processors.JSONRenderer",
        },
        "plain": {"format": "%(levelname)s %(name)s %(message)s"},
    },
    "filters": {"no_tokens": {"()": "common.log.NoTokens"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_tokens"]}},
    "loggers": {"api.requests": {"level": "WARNING" if RCM_ENV == "test" else "INFO"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}

TEST_RUNNER = "django.test.runner.DiscoverRunner"
SILENCED_SYSTEM_CHECKS: list[str] = []
