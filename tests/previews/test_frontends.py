"""An edition may have its previews shown by a frontend of its own."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cms.previews.addresses import frontend_of
from tests.adaptation.screening import Desk
from translation_workflow.editions.frontends import check_preview_address, filled, origin_of
from translation_workflow.editions.models import Edition

from .linking import made, read


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/preview?token={token}",
        "https://example.org:8443/{edition}/{path}#{token}",
        "https://xn--bcher-kva.example/{key}/{token}",
        "http://localhost:3000/preview/{token}",
        "http://127.0.0.1:3000/{token}",
        "http://[::1]:3000/{token}",
    ],
)
def test_these_will_do(address: str) -> None:
    """Encrypted on the way, or on one's own machine."""
    check_preview_address(address)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("example.org/{token}", "begins with https://"),
        ("//example.org/{token}", "begins with https://"),
        ("https:///{token}", "begins with https://"),
        ("javascript:alert('{token}')", "no spaces, quotes"),
        ("javascript:{token}", "begins with https://"),
        ("data:text/html,{token}", "begins with https://"),
        ("ftp://example.org/{token}", "begins with https://"),
        ("http://example.org/{token}", "in the open"),
        ("http://localhost.example.org/{token}", "in the open"),
        ("http://127.0.0.1@example.org/{token}", "begins with https://"),
        ("https://user:word@example.org/{token}", "begins with https://"),
        ("https://{token}.example.org/", "begins with https://"),
        ("https://{edition}.example.org/{token}", "begins with https://"),
        ("https://example.org:{key}/{token}", "no address"),
        ("https://example.org:99999/{token}", "no address"),
        ("https://[::1/{token}", "no address"),
        ("https://example.org/", "{token} has to be"),
        ("https://example.org/{token}/{token}", "{token} has to be"),
        ("https://example.org/{token}/{user}", "Allowed between braces"),
        ("https://example.org/{token}/{", "Allowed between braces"),
        ("https://example.org/{token.__class__}", "Allowed between braces"),
        ("https://example.org/{token} ", "no spaces"),
        ("https://example.org/{token}\n", "no spaces"),
        ("https://example.org/{token}\0", "no spaces"),
        ("https://example.org;script-src *;/{token}", "no spaces|begins with"),
        ("https://example.org\\@evil.example/{token}", "no spaces"),
    ],
)
def test_these_will_not(address: str, told: str) -> None:
    """A sentence says what is wrong; what changes never changes the host."""
    with pytest.raises(ValidationError, match=told.replace("{", r"\{")):
        check_preview_address(address)


def test_on_the_open_net_not_even_ones_own_machine_will_do(settings: Any) -> None:
    """In production a draft goes encrypted, or not at all."""
    settings.PREVIEW_HTTP_HOSTS = ()
    with pytest.raises(ValidationError, match="in the open"):
        check_preview_address("http://localhost:3000/{token}")


def test_places_are_filled_as_parts_of_an_address() -> None:
    """What stands in a path stays in it."""
    parts = {"token": "a-_b", "path": "böcker/?x=1#y/", "key": "k", "edition": "sv"}
    address = filled("https://example.org/{edition}/{path}?t={token}", parts)
    assert address == "https://example.org/sv/b%C3%B6cker/%3Fx%3D1%23y/?t=a-_b"
    assert origin_of("https://example.org:8443/{path}") == "https://example.org:8443"


FRONTEND = "https://towns.example/{edition}/{path}?draft={token}&key={key}"


@pytest.mark.django_db
def test_a_link_leads_to_the_frontend(desk: Desk) -> None:
    """Which reads the draft from the API with the token that it got."""
    Edition.objects.filter(pk=desk.edition.pk).update(preview_address=FRONTEND)
    shown = made(desk)
    key = desk.world.page.translation_key
    assert shown.address.startswith("https://towns.example/sv/")
    assert shown.address.endswith(f"?draft={shown.token}&key={key}")
    assert read(shown.token).status_code == 200


@pytest.mark.django_db
def test_an_address_that_is_right_no_longer_is_not_followed(desk: Desk, settings: Any) -> None:
    """Stored under other settings, or by hand: then our own reader shows the draft."""
    desk.edition.preview_address = "http://localhost:3000/{token}"
    assert frontend_of(desk.edition)
    settings.PREVIEW_HTTP_HOSTS = ()
    assert frontend_of(desk.edition) == ""


@pytest.mark.django_db
def test_a_coordinator_sets_it_with_the_editions_policies(desk: Desk, admin_client: Any) -> None:
    """A wrong one is refused with a sentence, and the old one stays."""
    url = reverse("editions:edit", args=[desk.edition.pk])
    form = admin_client.get(url).context["form"]
    sent = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    answer = admin_client.post(url, {**sent, "preview_address": "http://example.org/{token}"})
    assert "A draft does not travel in the open" in answer.content.decode()
    assert admin_client.post(url, {**sent, "preview_address": FRONTEND}).status_code == 302
    desk.edition.refresh_from_db()
    assert desk.edition.preview_address == FRONTEND
