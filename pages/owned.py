"""Stock screens of snippets that are not everybody's who may change the model: they ask for the very row.

Wagtail's own ask only whether somebody may change rows of a model at all. The answer is the permission
policy's that is registered for it.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.forms.choosers import BaseFilterForm, LocaleFilterMixin, SearchFilterMixin
from wagtail.permissions import policy_registry
from wagtail.search.backends import get_search_backend
from wagtail.snippets.views import snippets as stock
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetAdminURLFinder, SnippetViewSet

CHOOSER_HOOK = "construct_owned_snippet_chooser_queryset"
"""Called with (rows, request, model): who knows more of the request limits what a chooser offers."""

PROGRAMMES_HOOK = "construct_owned_snippet_programmes"
"""Called with (programmes, request): who knows whose they are limits which a form offers and takes."""

ADDRESS_HOOK = "owned_snippet_edit_url"
"""Called with a row: who has a screen of their own for it returns its address, "" for the stock one's."""


class _Existing:
    """About a row that its reader may not be allowed to see here."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        view: Any = self
        wanted = [view.permission_required] if view.permission_required else view.any_permission_required
        policy = view.permission_policy
        if not policy.user_has_any_permission_for_instance(request.user, wanted, view.object):
            raise PermissionDenied
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class _Saved:
    """Saves nothing that would not be the person's to change afterwards."""

    def get_form(self, *args: Any, **options: Any) -> Any:
        view: Any = self
        form = super().get_form(*args, **options)  # type: ignore[misc]
        if field := form.fields.get("programme"):
            for limit in hooks.get_hooks(PROGRAMMES_HOOK):
                field.queryset = limit(field.queryset, view.request)
        return form

    def is_valid(self, form: Any) -> bool:
        view: Any = self
        if not super().is_valid(form):  # type: ignore[misc]
            return False
        if view.user_has_permission_for_instance(view.permission_required, form.instance):
            return True
        form.add_error(
            None,
            _(
                "What is in this language belongs to an edition whose people keep it. Nothing was saved. "
                "Choose the master's language, or ask them."
            ),
        )
        view.produced_error_code, view.produced_error_message = "validation_error", view.get_error_message()
        return False


class OwnedIndexView(stock.IndexView):
    """Finds rows first and limits them afterwards, as choosers do."""

    def search_queryset(self, queryset: Any) -> Any:
        if not self.is_searching:
            return queryset
        found = super().search_queryset(self.model._default_manager.all())
        return queryset.filter(pk__in=[row.pk for row in found])


class OwnedCreateView(_Saved, stock.CreateView):
    pass


class OwnedCopyView(_Saved, stock.CopyView):
    pass


class OwnedEditView(_Existing, _Saved, stock.EditView):
    pass


class OwnedDeleteView(_Existing, stock.DeleteView):
    pass


class OwnedUsageView(_Existing, stock.UsageView):
    pass


class OwnedHistoryView(_Existing, stock.HistoryView):
    pass


class OwnedInspectView(_Existing, stock.InspectView):
    pass


class SearchAmongAll(SearchFilterMixin):
    """Finds rows first and limits them afterwards: search knows few of the fields that limit."""

    def filter(self, objects: Any) -> Any:
        objects = super(SearchFilterMixin, self).filter(objects)
        query = self.cleaned_data.get("q")
        if not query:
            return objects
        self.is_searching, self.search_query = True, query
        found = get_search_backend().autocomplete(query, objects.model._default_manager.all())
        return objects.filter(pk__in=[row.pk for row in found])


class _Offering:
    """Offers what hooks leave; they read `edition` from the address, which every step keeps."""

    def get_filter_form_class(self) -> Any:
        view: Any = self
        bases = (SearchAmongAll, BaseFilterForm)
        return type("FilterForm", (LocaleFilterMixin, *bases) if view.i18n_enabled else bases, {})

    def get_object_list(self) -> Any:
        view: Any = self
        rows = super().get_object_list()  # type: ignore[misc]
        for limit in hooks.get_hooks(CHOOSER_HOOK):
            rows = limit(rows, view.request, view.model_class)
        return rows


class OfferedView(_Offering, ChooseView):
    pass


class OfferedResultsView(_Offering, ChooseResultsView):
    pass


class OfferedChoosers(SnippetChooserViewSet):
    choose_view_class = OfferedView
    choose_results_view_class = OfferedResultsView
    preserve_url_parameters = ["multiple", "edition"]


class OwnedFinder(SnippetAdminURLFinder):
    """Leads from a chooser or a report to where a row's owners change it."""

    def construct_edit_url(self, instance: Any) -> str | None:
        told = (address(instance) for address in hooks.get_hooks(ADDRESS_HOOK))
        own: str | None = next(filter(None, told), None) or super().construct_edit_url(instance)
        return own


class OwnedSnippets(SnippetViewSet):
    """A snippet whose rows have owners, and whose choosers offer what hooks leave."""

    chooser_viewset_class = OfferedChoosers
    index_view_class = OwnedIndexView
    add_view_class = OwnedCreateView
    copy_view_class = OwnedCopyView
    edit_view_class = OwnedEditView
    delete_view_class = OwnedDeleteView
    usage_view_class = OwnedUsageView
    history_view_class = OwnedHistoryView
    inspect_view_class = OwnedInspectView

    @cached_property
    def url_finder_class(self) -> type[OwnedFinder]:
        names = {"model": self.model, "edit_url_name": self.get_url_name("edit")}
        return type("_OwnedFinder", (OwnedFinder,), names)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the rows that somebody may do anything with."""
        policy = policy_registry.get_by_type(self.model)
        return policy.instances_user_has_any_permission_for(request.user, ["add", "change", "delete", "view"])
