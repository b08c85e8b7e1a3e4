"""Where the screens and endpoints of talk are, below the admin."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from .effects import EffectsView
from .questions import QuestionsView
from .speaking import AnswerView, AskView, CloseView, ReplyView


class RowId(IntConverter):
    """An id that any database takes."""

    regex = "[0-9]{1,18}"


register_converter(RowId, "row_id")

app_name = "talk"
urlpatterns = [
    path("questions/", QuestionsView.as_view(), name="questions"),
    path("<row_id:pk>/<uuid:key>/ask/", AskView.as_view(), name="ask"),
    path("threads/<row_id:thread>/reply/", ReplyView.as_view(), name="reply"),
    path("threads/<row_id:thread>/answer/", AnswerView.as_view(), name="answer"),
    path("threads/<row_id:thread>/close/", CloseView.as_view(), name="close"),
    path("effects/<row_id:page>/", EffectsView.as_view(), name="effects"),
]
