"""Settings by environment, safe by default: without KVALITET_ENV this is production."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from kvalitet import environment as env
from kvalitet.signin.form_names import ACCOUNT_FORMS as ACCOUNT_FORMS
from kvalitet.signin.form_names import MFA_FORMS as MFA_FORMS
from kvalitet.signin.openid import read_providers
from kvalitet.web import logs

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = env.choice("KVALITET_ENV", "production", frozenset({"production", "development", "test"}))
PRODUCTION = ENVIRONMENT == "production"
DEBUG = env.boolean("DEBUG", default=False)
DEMO = env.boolean("KVALITET_DEMO", default=ENVIRONMENT == "development")

KNOWN_SECRET_KEYS = frozenset({"development-only", "test-only", "changeme", "secret"})
SECRET_KEY = env.text("SECRET_KEY", None if PRODUCTION else f"{ENVIRONMENT}-only")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")  # case codes made with an earlier key
FIELD_KEYS = env.field_keys(ENVIRONMENT, BASE_DIR / "var" / "field_keys")  # seal what the database may not tell
if PRODUCTION:
    if SECRET_KEY in KNOWN_SECRET_KEYS or len(SECRET_KEY) < 40:
        raise ImproperlyConfigured("SECRET_KEY must be secret, and at least 40 characters long, in production.")
    if DEBUG:
        raise ImproperlyConfigured("DEBUG can't be on in production.")
    if DEMO:
        raise ImproperlyConfigured("The demo municipality can't be served in production.")

ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "" if PRODUCTION else "127.0.0.1,localhost,testserver,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
SITE_URL = env.text("SITE_URL", f"http://127.0.0.1:{env.integer('PORT', 8000)}").rstrip("/")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "csp",
    "django_htmx",
    "guardian",
    "simple_history",
    "template_partials.apps.SimpleAppConfig",
    "reporting",
    "internalcontrol",
    "deviations",
    "sickleave",
    "goals",
    "kvalitet.home",
    "kvalitet.setup",
    "kvalitet.deadlines",
    "kvalitet.attachments",
    "kvalitet.search",
    "kvalitet.imports",
    "kvalitet.signin",
    "kvalitet.figures",
    "kvalitet.notifications",
    "kvalitet.access",
    "kvalitet.privacy",
    "kvalitet.organisation",
    "kvalitet.history",
    "kvalitet.web",
]

MIDDLEWARE = [
    "kvalitet.web.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "kvalitet.attachments.middleware.TooBigMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kvalitet.web.middleware.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kvalitet.signin.middleware.VisitMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "kvalitet.access.middleware.MunicipalityScopeMiddleware",
    "kvalitet.access.middleware.LookLogMiddleware",
]

ROOT_URLCONF = "kvalitet.urls"
WSGI_APPLICATION = "kvalitet.wsgi.application"

TEMPLATE_LOADERS = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
if not DEBUG:
    TEMPLATE_LOADERS = [("django.template.loaders.cached.Loader", TEMPLATE_LOADERS)]  # type: ignore[list-item]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("template_partials.loader.Loader", TEMPLATE_LOADERS)],
            "builtins": [
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "kvalitet.web.templatetags.ds",
                "kvalitet.web.templatetags.ds_parts",
                "kvalitet.figures.templatetags.figures",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kvalitet.web.context.shell",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": {
        **env.database("DATABASE_URL"),
        "CONN_MAX_AGE": env.integer("CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": env.boolean("PGBOUNCER", default=False),
        "OPTIONS": {
            "options": "-c jit=off -c idle_in_transaction_session_timeout=60s"
            f" -c statement_timeout={env.integer('STATEMENT_TIMEOUT_SECONDS', 60)}s",
            "client_encoding": "UTF8",
        },
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("REDIS_URL")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = f"kvalitet_{env.integer('PORT', 8000)}" if not PRODUCTION else "__Host-kvalitet"
CSRF_COOKIE_NAME = f"kvalitet_csrf_{env.integer('PORT', 8000)}" if not PRODUCTION else "__Host-kvalitet-csrf"

AUTH_USER_MODEL = "organisation.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "kvalitet.signin.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
if ENVIRONMENT == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:start"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_ADAPTER = "kvalitet.signin.adapters.ClosedAccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/15m/key",
    "reset_password": "20/m/ip,5/m/key",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXIES", 1 if PRODUCTION else 0)
STEADY_SECONDS = 0.0 if ENVIRONMENT == "test" else 0.7  # longer than a mail server takes
PASSWORD_SIGN_IN = env.boolean("PASSWORD_SIGN_IN", default=True)
OIDC = read_providers(is_production=PRODUCTION)
SOCIALACCOUNT_ADAPTER = "kvalitet.signin.adapters.ClosedSocialAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may not lead to another host; the start changes nothing
MFA_ADAPTER = "kvalitet.signin.adapters.FactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come from the municipality, not from a sign-up
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_REQUIRED_ROLES = env.words("MFA_REQUIRED_ROLES", "admin,hr" if PRODUCTION else "")
MFA_GRACE_DAYS = env.integer("MFA_GRACE_DAYS", 14)

SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # the access room reads grants itself; has_perm is never asked
ANONYMOUS_USER_NAME = None
GUARDIAN_AUTO_PREFETCH = False
SIMPLE_HISTORY_DATE_INDEX = "Composite"
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SIMPLE_HISTORY_REVERT_DISABLED = True

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Norsk bokmål")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Oslo"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "collected"
STATICFILES_DIRS = [BASE_DIR / "build" / "static"]
MEDIA_ROOT = BASE_DIR / "var" / ("media" if ENVIRONMENT != "test" else "media-of-tests")
STORAGES = {
    "attachments": env.file_storage("ATTACHMENTS", MEDIA_ROOT / "attachments"),
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
ATTACHMENTS_MOST_BYTES = env.integer("ATTACHMENTS_MOST_MB", 25) * 1_000_000
CLAMAV_URL = env.text("CLAMAV_URL", "")
DATA_UPLOAD_MAX_NUMBER_FILES = 300
FILE_UPLOAD_HANDLERS = [
    "kvalitet.attachments.uploads.LimitUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000

EMAIL_BACKEND = env.text(
    "EMAIL_BACKEND",
    "kvalitet.notifications.mailbackend.KeptMailBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.integer("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.boolean("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Kvalitet <ikke-svar@kvalitet.invalid>")

CLOCK_SECONDS = env.integer("KVALITET_CLOCK_SECONDS", 60)
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_DEFAULT_QUEUE = "clock"
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_ROUTES = {
    "kvalitet.notifications.*": {"queue": "mail"},
    "reporting.*": {"queue": "reports"},
    "kvalitet.attachments.*": {"queue": "imports"},
    "kvalitet.imports.*": {"queue": "imports"},
    "sickleave.tasks.work_on_import": {"queue": "imports"},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(BASE_DIR / "var" / "celerybeat-schedule")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **{name: [NONE] for name in ("default-src", "base-uri", "frame-ancestors")},
        **{name: [SELF] for name in ("script-src", "style-src", "font-src", "connect-src", "form-action")},
        **{name: [SELF] for name in ("worker-src", "manifest-src")},
        "img-src": [SELF, "data:"],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SECURE_HSTS_SECONDS = env.integer("HSTS_SECONDS", 365 * 24 * 60 * 60)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

LOGGING = logs.config(env.text("LOG_LEVEL", "INFO" if PRODUCTION else "WARNING"), is_json=PRODUCTION)
