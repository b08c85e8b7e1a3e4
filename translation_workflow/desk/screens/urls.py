"""Where the desk is, below the admin."""

from __future__ import annotations

from django.urls import path

from .acting import ActView, DropView
from .beside import BesideView, HistoryView, SuggestView
from .desk import DeskView
from .send import SendView
from .typing import KeepView, RestoreView, SettleView

PAGE = "<int:pk>/<uuid:key>/"

app_name = "desk"
urlpatterns = [
    path(PAGE, DeskView.as_view(), name="page"),
    path(f"{PAGE}keep/", KeepView.as_view(), name="keep"),
    path(f"{PAGE}settle/", SettleView.as_view(), name="settle"),
    path(f"{PAGE}act/", ActView.as_view(), name="act"),
    path(f"{PAGE}drop/", DropView.as_view(), name="drop"),
    path(f"{PAGE}beside/", BesideView.as_view(), name="beside"),
    path(f"{PAGE}suggest/", SuggestView.as_view(), name="suggest"),
    path(f"{PAGE}restore/", RestoreView.as_view(), name="restore"),
    path(f"{PAGE}history/", HistoryView.as_view(), name="history"),
    path(f"{PAGE}send/", SendView.as_view(), name="send"),
]
