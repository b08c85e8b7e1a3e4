"""Which addresses the system answers."""

from django.conf import settings
from django.urls import include, path
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from cms.delivery.api import api
from cms.previews.api import router as previews
from cms.previews.reading import read

from .pictures import rendition

# Delivery knows nothing of drafts; its rules hold for what is answered beside it too.
api.add_router("", previews)

urlpatterns = [
    path("api/v1/", api.urls),
    path("preview/<str:token>/", read, name="preview"),
    path("mail/", include("translation_workflow.digest.urls")),
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    # Pictures only: documents go through Wagtail's view, which asks who may read them.
    path("media/images/<path:path>", rendition),
]

if settings.READER_ENABLED:
    # Last: its addresses begin with the name of a programme, which may be anything.
    urlpatterns.append(path("", include("cms.reader.urls")))
