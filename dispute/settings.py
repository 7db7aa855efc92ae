"""Every setting, in one file, safe by default.

Read from the environment, or from a file `.env` beside manage.py. Whoever adds one describes it in
the README; a test compares the two.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# Everything that the site keeps lies in one folder, so that one folder is the backup.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "data"))).resolve()
try:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise ImproperlyConfigured(
        f"DATA_DIR is {DATA_DIR}, a folder that cannot be made ({error.strerror}). Name another."
    ) from error

DEBUG = env.bool("DEBUG", default=False)


def kept_secret_key(folder: Path) -> str:
    """Return the key kept in `folder`, made on the first start of a machine that has none."""
    kept = folder / "secret_key"
    try:
        with open(kept, "x", opener=_private_file) as new:
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    key = kept.read_text().strip()
    if not key:
        raise ImproperlyConfigured(f"{kept} is empty: delete it, and start again to make a key.")
    return key


def _private_file(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret_key(DATA_DIR)

# --- Where the site lives ---------------------------------------------------------------------

# Where `make run` listens; every address of this machine is no address to send people to.
_host, _port = env.str("HOST", default="127.0.0.1"), env.str("PORT", default="8000")
_own = "127.0.0.1" if _host in ("0.0.0.0", "::", "") else f"[{_host}]" if ":" in _host else _host  # noqa: S104 - compared, not bound
SITE_URL = env.str("SITE_URL", default=f"http://{_own}:{_port}").rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in ("http", "https") or not _site.hostname:
    raise ImproperlyConfigured(
        f"SITE_URL is {SITE_URL!r}: give the whole address, such as https://branch.example"
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
if _site.hostname not in ALLOWED_HOSTS:
    ALLOWED_HOSTS.append(_site.hostname)
CSRF_TRUSTED_ORIGINS = [f"{_site.scheme}://{_site.netloc}"]

# Forwarded addresses are believed from these proxies alone (dispute/middleware.py).
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])

# --- What runs --------------------------------------------------------------------------------

INSTALLED_APPS = [
    "dispute",
    "solidarity",
    "campaigns",
    "dispute.apps.BranchAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "simple_history",
]

MIDDLEWARE = [
    # Outermost: it takes the body off after everything else has said how long it is.
    "dispute.middleware.HeadMiddleware",
    "dispute.middleware.TrustedProxyMiddleware",
    "dispute.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    # Above CommonMiddleware, whose redirects and refusals would go without it.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Above whatever sets a cookie, since it lets answers with cookies alone.
    "dispute.middleware.PublicGZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    # Writes down who changed a row, for history.
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "dispute.urls"
WSGI_APPLICATION = "dispute.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# --- What is kept -----------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'dispute.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Writers queue from their first statement (IMMEDIATE) instead of failing at their second, and
    # readers never wait for them (WAL).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # What is erased is overwritten, and not only unlinked.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}

MEDIA_ROOT = DATA_DIR / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- Small numbers ----------------------------------------------------------------------------

# A team with fewer posts is shown only together with another: dispute/figures/teams.py.
SMALL_TEAM_POSTS = env.int("SMALL_TEAM_POSTS", default=5)

# So many messages are taken from one address in ten minutes, ten times that a day; 0: no limit
# (solidarity/sending/limits.py).
MESSAGES_PER_ADDRESS = env.int("MESSAGES_PER_ADDRESS", default=30)

# So many seconds an open wall waits before it asks again; more under load (solidarity/pace.py).
WALL_ASK_EVERY = env.int("WALL_ASK_EVERY", default=5)
if not 1 <= WALL_ASK_EVERY <= 600:
    raise ImproperlyConfigured(f"WALL_ASK_EVERY is {WALL_ASK_EVERY}: give seconds, from 1 to 600.")

# --- How long personal data is kept: dispute/privacy/retention.py -----------------------------

RETENTION_DECLINED_DAYS = env.int("RETENTION_DECLINED_DAYS", default=30)
RETENTION_UNCONFIRMED_DAYS = env.int("RETENTION_UNCONFIRMED_DAYS", default=30)
RETENTION_EMAIL_MONTHS = env.int("RETENTION_EMAIL_MONTHS", default=6)
RETENTION_SENDER_DAYS = env.int("RETENTION_SENDER_DAYS", default=14)
RETENTION_COMPLAINT_MONTHS = env.int("RETENTION_COMPLAINT_MONTHS", default=6)
RETENTION_MAIL_DAYS = env.int("RETENTION_MAIL_DAYS", default=30)
RETENTION_PLEDGE_YEARS = env.int("RETENTION_PLEDGE_YEARS", default=6)
for _name in [name for name in vars() if name.startswith("RETENTION_")]:
    if not 1 <= vars()[_name] <= 3650:
        raise ImproperlyConfigured(f"{_name} is {vars()[_name]}: give a number from 1 to 3650.")

# --- Mail -------------------------------------------------------------------------------------

# Without a mail server, mails are kept in the database and shown in the admin (dispute/mail/).
vars().update(env.email("EMAIL_URL", default="dummymail://"))
if not env.str("EMAIL_URL", default=""):
    EMAIL_BACKEND = "dispute.mail.kept.EmailBackend"
# A server that never answers would hold the worker for ever.
EMAIL_TIMEOUT = 20
EMAIL_FROM = env.str("EMAIL_FROM", default="")

# The mailbox that supporters write to; "" for none (solidarity/mailbox/collecting/address.py).
IMAP_URL = env.str("IMAP_URL", default="")

# --- Language and time ------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# --- Static files -----------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Who may do what --------------------------------------------------------------------------

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"

# --- What browsers are told -------------------------------------------------------------------

# Nothing but our own files, and nothing inline, on every page, the admin included. A page of
# another site can neither be asked for anything nor put ours in a frame.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
        "microphone", "midi", "payment", "usb",
    )
}  # fmt: skip

_https = _site.scheme == "https"
SECURE_SSL_REDIRECT = _https
SESSION_COOKIE_SECURE = _https
CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_HSTS_PRELOAD = _https
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# A load balancer asks for health over plain HTTP, by an address of its own.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]

# --- History ----------------------------------------------------------------------------------

# Why a row was changed is a sentence or two; a hundred characters would cut them off.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# --- Logs -------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"refused_host": {"()": "dispute.log.RefusedHost"}},
    "formatters": {"json": {"()": "dispute.log.PrivateJsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # Its lines quote addresses with their queries; RequestLogMiddleware says the same without.
        "django.request": {"level": "ERROR"},
        # Scanners ask for any host; nothing is wrong here when they do.
        "django.security.DisallowedHost": {"filters": ["refused_host"]},
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}

SILENCED_SYSTEM_CHECKS: list[str] = []
