"""What is not among the files: programmes without editions, editions that were left out, previews."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from cms.delivery.documents.store import rebuild_edition
from pages.models import Programme
from tests.delivery.builders import a_programme, edition, words

from .conftest import Exports, Serves
from .test_headers import differences

pytestmark = pytest.mark.alike("files and their server ask no database")

API = "/api/v1/programmes/covenant-capacity"
OTHER_HOST = "https://www.example.org"
SECRET = "a-secret-token"


@pytest.mark.needs("nginx")
def test_a_programme_without_an_edition_is_there(
    programme: Programme, bare: Programme, client: Client, serve: Serves
) -> None:
    """Its own page and its lists are answered as live, and an edition of it is the live refusal."""
    with serve() as server:
        for address in (
            "/",
            "/mayors-in-action/",
            "/api/v1/programmes/",
            "/api/v1/programmes/mayors-in-action/editions/",
            "/api/v1/programmes/mayors-in-action/alternates/",
            "/mayors-in-action",
        ):
            found = differences(client, server, address)
            found.pop("content-length", None), found.pop("content-type", None)
            assert not found, address
        for address in ("/mayors-in-action/en/", "/api/v1/programmes/mayors-in-action/editions/en/"):
            assert server.get(address).status == client.get(address).status_code == 404


@pytest.mark.needs("nginx")
def test_editions_that_were_left_out_are_led_to_where_they_are(
    programme: Programme, bare: Programme, serve: Serves
) -> None:
    """With --elsewhere, pages and the API of the others lead there, as they were asked for."""
    with serve(editions=["sv"], serving={"elsewhere": OTHER_HOST}) as server:
        for address in (
            "/covenant-capacity/en/buildings/start-up/",
            "/covenant-capacity/EN-gb/",
            "/covenant-capacity/en",
            f"{API}/editions/en-gb/bundle",
            f"{API}/editions/en/by-path/a%0d%0aX-Evil:1/?x=%22",
        ):
            answer = server.get(address)
            assert (answer.status, answer.headers["location"]) == (307, OTHER_HOST + address)
            assert "x-evil" not in answer.headers
        assert server.get(f"{API}/editions/en/").headers["access-control-allow-origin"] == "*"
        assert server.get(f"{API}/editions/en/", method="POST").status == 405
        for address in ("/covenant-capacity/sv/", f"{API}/editions/SV/", "/mayors-in-action/"):
            assert server.get(address).status == 200, address
        assert server.get("/covenant-capacity/de/").status == 404
        assert server.get("/covenant-capacity/english/").status == 404


@pytest.mark.needs("nginx")
def test_without_elsewhere_they_are_404_and_the_command_says_so(
    programme: Programme, serve: Serves, folder: Path, capsys: Any
) -> None:
    """The command names the editions that pages lead to and files do not hold."""
    with serve(editions=["sv"]) as server:
        assert server.get("/covenant-capacity/en/").status == 404
        assert json.loads(server.get(f"{API}/editions/en/").body)["published"] == ["sv"]
    call_command("export_site", "--to", str(folder), "--edition", "sv")
    told = capsys.readouterr().out
    assert (
        "not among these files: covenant-capacity/en, covenant-capacity/en-GB. Their addresses are 404"
        in told
    )
    call_command("export_site", "--to", str(folder))
    assert "not among" not in capsys.readouterr().out


@pytest.mark.needs("nginx")
@pytest.mark.django_db(transaction=True)
def test_an_upstream_answers_for_what_was_left_out(live_server: Any, client: Client, serve: Serves) -> None:
    """Editions that are not among the files and previews are the upstream's; nobody's answer is a problem."""
    programme = a_programme()
    for code in ("en", "sv"):
        rebuild_edition(edition(programme, code), coverage=words())
    token = reverse("delivery:preview", args=[SECRET])
    with serve(editions=["sv"], serving={"upstream": live_server.url}) as server:
        for address in ("/covenant-capacity/en/", f"{API}/editions/en/"):
            answer = server.get(address)
            assert (answer.status, answer.body) == (200, client.get(address).content)
        for address in (token, f"/preview/{SECRET}/"):
            live, served = client.get(address), server.get(address)
            assert (served.status, served.body) == (live.status_code, live.content)
            assert "no-store" in served.headers["cache-control"]
    with serve(editions=["sv"], serving={"upstream": "http://127.0.0.1:9"}) as server:
        for address in ("/covenant-capacity/en/", f"{API}/editions/en/", token, f"/preview/{SECRET}/"):
            answer = server.get(address)
            assert (answer.status, json.loads(answer.body)["code"]) == (502, "no-upstream"), address


@pytest.mark.needs("nginx")
def test_previews_are_no_files_and_in_no_log(
    programme: Programme, export: Exports, folder: Path, port: int, tmp_path: Path
) -> None:
    """Whoever asks for one gets a problem that nobody stores, and its token is not written down."""
    from .serving import nginx

    log = tmp_path / "access.log"
    for upstream, status in (("", 404), ("http://127.0.0.1:9", 502)):
        export(serving={"upstream": upstream})
        here = f'access_log "{log}";'
        with nginx(folder / "nginx/site.conf", tmp_path / "nginx", port=port, log=here) as server:
            for address in (reverse("delivery:preview", args=[SECRET]), f"/preview/{SECRET}/"):
                answer = server.get(address)
                assert (answer.status, json.loads(answer.body)["status"]) == (status, status)
                assert answer.headers["content-type"] == "application/problem+json"
                assert answer.headers["cache-control"] == "no-store"
            assert server.get("/api/v1/nothing").status == 404
    assert "/api/v1/nothing" in log.read_text()
    assert SECRET not in log.read_text()


def test_pages_name_the_address_at_which_they_will_stand(
    programme: Programme, export: Exports, folder: Path
) -> None:
    """Canonical, hreflang and the printed address begin with --base-url, at any run."""
    page = folder / "site/covenant-capacity/sv/buildings/start-up/index.html"
    export()
    assert "http://localhost" in page.read_text()
    export(serving={"base_url": OTHER_HOST})
    body, here = page.read_text(), f"{OTHER_HOST}/covenant-capacity"
    assert f'rel="canonical" href="{here}/sv/buildings/start-up/"' in body
    assert f'href="{here}/en/buildings/start-up/"' in body
    assert f": {here}/sv/buildings/start-up/</p>" in body
    assert "http://localhost" not in body


def test_restricted_pictures_are_not_among_the_files(
    programme: Programme, export: Exports, folder: Path
) -> None:
    """A picture whose collection is restricted goes with the next run, which says so."""
    export()
    assert [path for path in (folder / "site/media").rglob("*") if path.is_file()]
    collection = Collection.get_first_root_node()
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    outcome = export()
    assert not [path for path in folder.glob("site/media/**/*") if path.is_file()]
    assert not [path for path in folder.glob("site/documents/**/*") if path.is_file()]
    assert any("nobody may fetch it" in note for note in outcome.notes)
