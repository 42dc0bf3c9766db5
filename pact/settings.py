"""Settings of one installation: environment variables over embedded defaults.

`PACT_MODE` is `serve` (the default: nothing is assumed), `demo` or `test` (everything has a default).
A wrong or missing variable stops the start with one sentence that names it.
"""

from pathlib import Path

from pact import environment
from pact.wiring import *  # noqa: F403

env = environment.read()

BASE_DIR = Path(__file__).resolve().parent.parent
MODE = env.mode
DEMO = MODE == "demo"
TESTING = MODE == "test"
DEBUG = False

SECRET_KEY = env.secret_key
ALLOWED_HOSTS = env.allowed_hosts
SITE_ADDRESS = env.site_address
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]

INSTALLED_APPS = [
    "pact.ui",
    "pact.accounts",
    "pact.access",
    "pact.audit",
    "pact.rulebook",
    "pact.clock",
    "pact.mail",
    "pact.deadlines",
    "pact.files",
    "pact.documents",
    "pact.publishing",
    "pact.persons",
    "pact.charts",
    "pact.demo",
    "participants",
    "governance",
    "buyergroups",
    "monitoring",
    "reports",
    "website",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "pact.ui.apps.CottonConfig",
    "django_htmx",
    "django_countries",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "allauth.usersessions",
    "csp",
]

MIDDLEWARE = [
    "pact.access.metrics.measured",
    "pact.access.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "pact.access.middleware.security_headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pact.access.middleware.ActorMiddleware",
]

ROOT_URLCONF = "pact.urls"
WSGI_APPLICATION = "pact.wsgi.application"

_RAISING = {"string_if_invalid": "%%UNDEFINED %s%%"} if TESTING else {}
_PLACES = [f"django.template.loaders.{place}.Loader" for place in ("filesystem", "app_directories")]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["django_cotton.cotton_loader.Loader", *_PLACES])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pact.ui.context.frame",
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "pact.ui.templatetags.ui",
                "pact.access.templatetags.access",
            ],
            **_RAISING,
        },
    }
]
FORM_RENDERER = "pact.ui.forms.PactRenderer"

# Two roles of one database: the web and the workers are `pact_app`, for whom row-level security holds;
# migrations are run by the owner (`manage.py migrate --database owner`).
DATABASES = {"default": env.database("DATABASE_URL"), "owner": env.database("DATABASE_OWNER_URL")}
DATABASES["owner"]["TEST"] = {"MIRROR": "default"}
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.redis_url
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "pact_cache"},
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pact"},
}
# Whole public pages are kept in the process until something is published; tests see every page drawn.
PAGE_CACHE = not TESTING
SESSION_ENGINE = "pact.access.stored"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "pact.ui.views.csrf_failure"
SECURE = env.https
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-pact" if SECURE else "pact"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.trusted_proxies else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["pact.access.stored.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/me/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "pact.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "pact.accounts.forms.LoginForm",
    "request_login_code": "pact.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "pact.accounts.forms.ConfirmLoginCodeForm",
    "add_email": "pact.accounts.forms.AddEmailForm",
    "change_password": "pact.accounts.forms.ChangePasswordForm",
    "set_password": "pact.accounts.forms.SetPasswordForm",
    "reset_password": "pact.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "pact.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "pact.accounts.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # without a password here there is none at sign-in; sign-up is closed
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.trusted_proxies
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TOTP_ISSUER = "Circular & Fair ICT Pact"
# Security E1: outside the demo, Secretariat and committee reach nothing before a second factor is used.
SECOND_FACTOR_REQUIRED = not DEMO
# Deciding, ending and giving powers ask again who it is (a quarter of an hour); tests switch it on where they mean it.
RECENT_SIGN_IN_REQUIRED = MODE == "serve"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# A session ends with the browser, or after half a day: nobody is remembered for weeks.
ACCOUNT_SESSION_REMEMBER = False
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = env.email.backend, env.email.host, env.email.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.email.user, env.email.password
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = env.email.starttls, env.email.ssl, 20
DEFAULT_FROM_EMAIL = "Circular & Fair ICT Pact <secretariat@pact.example>" if not env.mail_from else env.mail_from

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
# What a visitor reads is the Secretariat's time; whoever signs in reads his own. Stored is UTC.
TIME_ZONE = SECRETARIAT_TIME_ZONE = env.time_zone
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.state / "static"
MEDIA_ROOT = env.storage
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": env.storage}},
    "staticfiles": {"BACKEND": env.static_storage},
}
# Tests look a static file up when it is asked for: each test client would search through all of them first.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = TESTING
MAILBOX = env.mailbox
# Of the ids of tenders in open data (OCDS 1.1); the default is none: ask the Open Contracting Partnership for one.
OCDS_PREFIX = env.ocds_prefix

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Circular & Fair ICT Pact: open data",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
}

LOGGING = environment.logging_for(MODE)
