"""The settings of the server that is measured: the deployed ones, and Wagtail's own API beside ours."""

from cms.settings import *  # noqa: F403
from cms.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.api.v2", "rest_framework"]
ROOT_URLCONF = "tests.bench.served.urls"
