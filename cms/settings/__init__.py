"""Settings of the deployed system; what differs from place to place comes from `env`."""

from typing import Any

from django.conf import locale as django_locales

from translation_workflow.editions.languages import LANGUAGES as SHIPPED_LANGUAGES

from .env import ROOT, Mode, environment
from .logins import *  # noqa: F403

SECRET_KEY = environment.secret_key
DEBUG = False
ALLOWED_HOSTS = list(environment.hosts)
SITE_NAME = "CapaCITY Editions"

INSTALLED_APPS = [
    "cms.security",
    "cms.export",
    "cms.previews",
    "cms.reader",
    "cms.webhooks",
    "cms.delivery",
    "translation_workflow",
    "translation_workflow.guard",
    "translation_workflow.digest",
    "translation_workflow.overview",
    "translation_workflow.desk",
    "translation_workflow.approving",
    "translation_workflow.talk",
    "translation_workflow.log",
    "translation_workflow.jobs",
    "translation_workflow.machine",
    "translation_workflow.review",
    "translation_workflow.facts",
    "translation_workflow.adaptation",
    "translation_workflow.catalogue",
    "translation_workflow.quality",
    "translation_workflow.memory",
    "translation_workflow.termbase",
    "translation_workflow.source",
    "translation_workflow.editions",
    "translation_workflow.audit",
    "pages",
    "wagtail_localize",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks_db",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # Around everything, so that all that is logged on the way has the request's id.
    "cms.logs.RequestIdMiddleware",
    # Then: who asks for health asks by address, and is neither redirected nor turned away for it.
    "cms.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Before all that knows visitors: nothing of them can change an answer of the API.
    "cms.delivery.api.first.ApiFirstMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "translation_workflow.audit.middleware.WhoMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.security.sessions.SessionEndsMiddleware",
    # Knows who asks, and tells them why not.
    "translation_workflow.guard.middleware.GuardMiddleware",
    "translation_workflow.guard.unreadable.UnreadableMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.security.policies.ContentPolicyMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES: dict[str, dict[str, Any]] = {"default": environment.database}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Languages. Wagtail knows the editions' languages under the codes in which it stores them.
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [(language.stored_code, language.name) for language in SHIPPED_LANGUAGES]
LOCALE_PATHS = [ROOT / "locale"]
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [
    (language.stored_code, language.native_name)
    for language in SHIPPED_LANGUAGES
    if language.has_admin_interface
]
for _language in SHIPPED_LANGUAGES:
    django_locales.LANG_INFO.setdefault(
        _language.stored_code,
        {
            "bidi": False,
            "code": _language.stored_code,
            "name": _language.name,
            "name_local": _language.native_name,
        },
    )

# Wagtail. The admin asks no outside host for anything.
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = environment.base_url
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_USAGE_COUNT_ENABLED = False
# Roles are given to mail addresses: who could choose their own would get somebody else's.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# Deleting a master page must never delete what people translated.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
# What is submitted for translation is a draft, however live its master is.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Wake-ups of the job system go in a queue of their own: its own worker polls and leaves them alone.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "jobs"]}}

# Files.
STATIC_URL = "/static/"
STATIC_ROOT = environment.data / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = environment.data / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o644

# Folders of content: what ships with the project, and what the running system writes.
SHIPPED_CATALOGUES = ROOT / "locale"
WORKING_CATALOGUES = environment.data / "locale"
READER_ENABLED = environment.reader
WEBHOOKS_PRIVATE = environment.webhooks_private
# Engines of machine translation, with their keys.
MACHINES = environment.machines

# Mail: where it goes, and from whom it is. Without an address in production nobody gets any.
MAIL_WAY = environment.mail.way
EMAIL_BACKEND = environment.mail.backend
EMAIL_HOST = environment.mail.host or "localhost"
EMAIL_PORT = environment.mail.port or 25
EMAIL_HOST_USER = environment.mail.user
EMAIL_HOST_PASSWORD = environment.mail.password
EMAIL_USE_TLS = environment.mail.starts_tls
EMAIL_USE_SSL = environment.mail.is_tls
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = environment.mail.folder
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.mail.sender

# Previews by a link: for how long at the most, in hours, and which frontends may be asked without TLS.
PREVIEW_HOURS = 168
PREVIEW_HTTP_HOSTS = () if environment.mode is Mode.PRODUCTION else ("localhost", "127.0.0.1", "::1")

# Security. Local mode answers on the loopback only, where there is no TLS.
_public = environment.mode is Mode.PRODUCTION
SECURE_SSL_REDIRECT = _public
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _public else None
SECURE_HSTS_SECONDS = 31_536_000 if _public else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _public
SECURE_HSTS_PRELOAD = _public
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = _public
CSRF_COOKIE_SECURE = _public
CSRF_TRUSTED_ORIGINS = [environment.base_url] if _public else []
PROXIES = environment.proxies

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "cms.logs.RequestIdFilter"},
        "without_tokens": {"()": "cms.masking.WithoutTokens"},
        "without_keys": {"()": "translation_workflow.machine.redact.WithoutKeys"},
    },
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} [{request_id}]: {message}", "style": "{"},
        "json": {"()": "cms.logs.JsonFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request_id", "without_tokens", "without_keys"],
            # For programs that collect logs, or for whoever looks at the terminal.
            "formatter": "json" if _public else "line",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # What superusers send, who keep the system and pass everywhere.
    "loggers": {"translation_workflow.guard": {"level": "INFO"}},
}
