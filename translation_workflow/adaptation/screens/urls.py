"""Where the screens of adaptations are, below the admin."""

from __future__ import annotations

from django.urls import path

from .acts import KeepView, LeaveOutView, RestoreView, StepView, TakeBackView
from .history import HistoryView
from .home import EditionView, HomeView
from .page import PageView
from .page_chooser import ChoosePageView, SearchPagesView
from .two_states import CompareView

app_name = "adaptations"
urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("<int:pk>/", EditionView.as_view(), name="edition"),
    path("<int:pk>/choose-page/", ChoosePageView.as_view(), name="choose_page"),
    path("<int:pk>/choose-page/search/", SearchPagesView.as_view(), name="choose_page_search"),
    path("<int:pk>/choose-page/<int:parent>/", ChoosePageView.as_view(), name="choose_page_below"),
    path("<int:pk>/<uuid:key>/", PageView.as_view(), name="page"),
    path("<int:pk>/<uuid:key>/take-back/", TakeBackView.as_view(), name="take_back"),
    path("<int:pk>/<uuid:key>/keep/", KeepView.as_view(), name="keep"),
    path("<int:pk>/<uuid:key>/step/", StepView.as_view(), name="step"),
    path("<int:pk>/<uuid:key>/leave-out/", LeaveOutView.as_view(), name="leave_out"),
    path("<int:pk>/<uuid:key>/restore/", RestoreView.as_view(), name="restore"),
    path("<int:pk>/<uuid:key>/history/", HistoryView.as_view(), name="history"),
    path("<int:pk>/<uuid:key>/compare/", CompareView.as_view(), name="compare"),
]
