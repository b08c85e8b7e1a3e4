"""Where the screens of catalogues are, below the admin."""

from __future__ import annotations

from django.urls import path

from .batches import ConfirmView, ImportView, JournalView, PutAwayView, TakeBackView
from .home import DownloadView, HomeView
from .settling import DismissView, ReopenView, SettledView, TakeView, ToSettleView
from .uploading import UploadView

app_name = "catalogues"
urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("editions/<int:pk>/download/", DownloadView.as_view(), name="download"),
    path("editions/<int:pk>/upload/", UploadView.as_view(), name="upload"),
    path("editions/<int:pk>/to-settle/", ToSettleView.as_view(), name="to_settle"),
    path("editions/<int:pk>/settled/", SettledView.as_view(), name="settled"),
    path("imports/", JournalView.as_view(), name="journal"),
    path("imports/<int:pk>/", ImportView.as_view(), name="import"),
    path("imports/<int:pk>/confirm/", ConfirmView.as_view(), name="confirm"),
    path("imports/<int:pk>/put-away/", PutAwayView.as_view(), name="put_away"),
    path("imports/<int:pk>/take-back/", TakeBackView.as_view(), name="take_back"),
    path("set-aside/<int:pk>/take/", TakeView.as_view(), name="take"),
    path("set-aside/<int:pk>/dismiss/", DismissView.as_view(), name="dismiss"),
    path("set-aside/<int:pk>/reopen/", ReopenView.as_view(), name="reopen"),
]
