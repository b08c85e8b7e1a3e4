"""The settings of the tests: the deployed ones, with what differs for speed and isolation."""

import os

# A person's own variables are not the tests' business. The plugin has set DATABASE_URL and CMS_DATA_DIR.
_OURS = (
    "PORT",
    "CMS_HOSTS",
    "CMS_BASE_URL",
    "CMS_READER",
    "CMS_PROXIES",
    "CMS_WEBHOOKS_PRIVATE",
    "CMS_MAIL_URL",
    "CMS_MAIL_FROM",
)
for _name in (*_OURS, *(name for name in os.environ if name.startswith("CMS_TRANSLATE_"))):
    os.environ.pop(_name, None)
os.environ["CMS_MODE"] = "local"
os.environ["SECRET_KEY"] = "for tests only: a key that everybody knows, 0123456789"

from cms.settings import *  # noqa: E402, F403
from cms.settings import DATABASES, STORAGES  # noqa: E402

# Hashing slowly is what a password hasher is for, and not what is tested.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Without a collected manifest: templates refer to files by their plain names.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
