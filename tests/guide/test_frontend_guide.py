"""The guide for frontend developers is true: what it says to save and to run does what it says."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from cms.previews.models import PreviewLink
from cms.webhooks.deliver import deliver_due
from cms.webhooks.models import Attempt
from cms.webhooks.outbox import ping
from pages.models import ModulePage, RolePage
from tests.adaptation.screening import Desk
from tests.bench.prepared import EDITION, run
from tests.delivery.samples import a_picture
from tests.previews.linking import made
from tests.programme.shipped import translated
from tests.programme.starter import block
from tests.typescript.compiling import toolchain
from tests.webhooks.receiver import receiver
from tests.webhooks.subscribed import change, follow, published_world

from .asking import get, parsed
from .workbench import Workbench, text_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alike("a frontend asks addresses")]

SECRET = "whsec_" + "c2VjcmV0IG9mIHRoZSBndWlkZSwgMzIgYnl0ZXMgbG8="


def _runs(*names: str) -> Any:
    """Mark a test with the blocks that it uses; it needs what the guide says that one needs."""

    def decorate(test: Any) -> Any:
        return pytest.mark.needs("curl")(pytest.mark.guide(*names)(test))

    return decorate


@_runs("first-look", "render.mjs", "page.mjs", "first-page", "search")
def test_the_first_page_is_on_screen(bench: Workbench) -> None:
    """The shipped programme in Swedish: title, labels, links, and what is national marked as such."""
    translated("sv")
    run("load_editions")
    run("publish_edition", EDITION)
    bench.variables = {name: bench.variables[name] for name in ("CMS",)}
    assert '"native_name":"svenska"' in bench.run("first-look")
    bench.save("render.mjs", "page.mjs")
    bench.run("first-page")
    page = parsed((bench.folder / "page.html").read_text(encoding="utf-8"))
    assert page.html is not None
    assert (page.html["lang"], page.html["dir"]) == ("sv", "ltr")
    assert page.h1 is not None
    assert page.h1.text == "Byggnader: lär känna dem och sköt dem väl"
    assert {"Nyckelfrågor", "Rekommenderade steg"} <= {heading.text for heading in page.find_all("h2")}
    (national,) = page.find_all(class_="national")
    assert national.text.startswith("Nationell anmärkningLag (1977:439)")
    assert page.find("a", href="/ghg-inventory/") is not None
    assert not re.search("undefined|null|object Object", page.text)
    for path in ("/buildings/start-up/", "/buildings/advanced/"):
        drawn = bench.attempt(f"node page.mjs {path}")
        assert drawn.stderr == ""
        assert [one["class"] for one in parsed(drawn.stdout).find_all("div") if not one.text.strip()] == []
    hit = json.loads(bench.run("search"))["hits"][0]
    assert any(run["text"].startswith("energideklaration") for run in hit["excerpt"]["runs"] if run["match"])
    assert f'id="{hit["excerpt"]["block"]}"' in bench.shell(f"node page.mjs {hit['path']}")


# Wagtail leaves the closing of what it scaled to the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
@_runs("render.mjs", "page.mjs")
def test_pictures_other_languages_and_old_facts_are_drawn(bench: Workbench) -> None:
    """A picture's widths, focus and words; the language of what is not translated; what nobody reviewed."""
    world = published_world()
    image = a_picture(1000, 500)
    image.focal_point_x, image.focal_point_y = 250, 400
    image.focal_point_width = image.focal_point_height = 100
    image.save()
    raw = {"image": image.pk, "alt_text": 'A "school"', "decorative": False}
    fact = {"text": "<p>So it was.</p>", "source": "", "review_by": "2020-01-01"}
    school = RolePage(
        title="School",
        slug="school",
        lead=[block("new", "text", "<p>New words.</p>")],
        illustration=[block("picture", "image", raw)],
    )
    world.add_below(world.first, school)
    world.add_below(
        world.first, ModulePage(title="Start", slug="start", introduction=[block("fact", "fact", fact)])
    )
    world.submit()
    world.publish()
    world.work()
    bench.save("render.mjs", "page.mjs")
    page = parsed(bench.shell("node page.mjs /school/"))
    assert page.h1 is not None
    assert page.img is not None
    assert page.h1["lang"] == "en"
    assert [one["lang"] for one in page.find_all(class_="text")] == ["en"]
    assert re.findall(r"(http:\S+webp) (\d+w)", str(page.img["srcset"]))[1][1] == "960w"
    assert (page.img["width"], page.img["height"], page.img["alt"]) == ("960", "480", 'A "school"')
    assert "object-position: 25% 80%" in str(page.img["style"])
    assert get(str(page.img["src"]))[1]["Content-Type"] == "image/webp"
    (old,) = parsed(bench.shell("node page.mjs /start/")).find_all(class_="fact")
    assert old.text == "So it was.Uppgiften kan vara inaktuell"


@_runs("not-modified", "problem")
def test_asking_again_costs_nothing_and_problems_are_told(bench: Workbench) -> None:
    """304 without a body; a problem says what there is instead."""
    published_world()
    assert bench.run("not-modified") == "304\n"
    assert json.loads((bench.folder / "page.json").read_text(encoding="utf-8"))["path"] == "/"
    unchanged = bench.folder / "unchanged.json"
    assert not unchanged.exists() or unchanged.read_bytes() == b""
    told = json.loads(bench.run("problem"))
    assert (told["code"], told["published"]) == ("unknown-edition", ["en", "sv"])


@_runs("render.mjs", "site.mjs", "site")
def test_a_site_routes_and_says_what_went(bench: Workbench) -> None:
    """Pages by their paths with their alternates, 308 where one moved, 410 and 404 in the edition's words."""
    world = published_world()
    bench.save("render.mjs", "site.mjs")
    with bench.serving("site", port="PORT") as site:
        status, _, page = get(f"{site.url}/legal/")
        assert status == 200
        links = {link["hreflang"]: link["href"] for link in parsed(page).find_all("link")}
        assert links == {"en": "https://en.example.org/legal/", "sv": "https://sv.example.org/legal/"}
        swedish = world.translated(world.page)
        swedish.slug = "regler"
        swedish.save_revision().publish()
        world.work()
        status, headers, _ = get(f"{site.url}/legal/")
        assert (status, headers["Location"]) == (308, "/regler/")
        assert get(f"{site.url}/regler/")[0] == 200
        world.page.refresh_from_db()
        world.page.unpublish()
        world.work()
        assert get(f"{site.url}/regler/")[::2] == (410, "Sidan är inte längre tillgänglig")
        assert get(f"{site.url}/nothing/")[::2] == (404, "Sidan finns inte")


@_runs("render.mjs", "site.mjs", "site")
def test_a_site_shows_drafts_to_whoever_has_the_link(bench: Workbench) -> None:
    """At the address that the edition names, kept by nobody; a link that was revoked shows nothing."""
    desk = Desk()
    bench.save("render.mjs", "site.mjs")
    with bench.serving("site", port="PORT") as site:
        desk.edition.preview_address = f"{site.url}/preview/{{token}}"
        desk.edition.save()
        desk.world.type("One.", "Ett, ännu inte publicerat.")
        link = made(desk)
        assert link.address == f"{site.url}/preview/{link.token}"
        status, headers, page = get(link.address)
        assert status == 200
        assert "Ett, ännu inte publicerat." in page
        assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")
        assert headers["X-Frame-Options"] is None
        assert "ännu inte publicerat" not in get(f"{site.url}/legal/")[2]
        PreviewLink.objects.all().delete()
        assert get(link.address)[0] == 404


@_runs("follow.mjs", "follow")
def test_a_copy_follows_changes(bench: Workbench) -> None:
    """It begins with everything, takes in what comes and goes, and begins anew with another's cursor."""
    world = published_world()
    bench.save("follow.mjs")
    assert bench.run("follow") == "2 came, 0 went, 2 there\n"
    assert bench.run("follow") == "0 came, 0 went, 2 there\n"
    change(world)
    assert bench.run("follow") == "1 came, 0 went, 2 there\n"
    assert _copy(bench)["documents"] == _bundle(bench)
    world.page.refresh_from_db()
    world.page.unpublish()
    world.work()
    assert bench.run("follow") == "0 came, 1 went, 1 there\n"
    assert _copy(bench)["documents"] == _bundle(bench)
    # The same folder, another edition: the cursor is not of this one.
    assert bench.run("follow", EDITION="en") == "1 came, 0 went, 1 there\n"
    assert _copy(bench)["documents"] == _bundle(bench, EDITION="en")


def _copy(bench: Workbench) -> Any:
    return json.loads((bench.folder / "copy.json").read_text(encoding="utf-8"))


def _bundle(bench: Workbench, **variables: str) -> Any:
    told = json.loads(bench.shell('curl --silent "$API/bundle"', **variables))
    return {document["key"]: document for document in told["documents"]}


@_runs("follow.mjs", "hook.mjs", "hook")
def test_a_receiver_is_told_and_reads_what_changed(bench: Workbench, settings: Any) -> None:
    """Without waiting for the copy; who does not know the secret, or comes late, is not heard."""
    settings.WEBHOOKS_PRIVATE = True
    world = published_world()
    bench.save("follow.mjs", "hook.mjs")
    with bench.serving("hook", port="HOOK_PORT", WEBHOOK_SECRET=SECRET) as hook:
        endpoint = follow(world.edition, hook.url, secret=SECRET)
        ping(endpoint)
        deliver_due()
        assert "webhook.ping\n2 came, 0 went, 2 there" in hook.said("2 there")
        change(world)
        assert deliver_due() == 1
        assert "documents.changed\n1 came, 0 went, 2 there" in hook.said("1 came")
        assert list(Attempt.objects.values_list("status", flat=True)) == [204, 204]
        with receiver() as other:
            ping(follow(world.edition, other.url, secret=SECRET))
            ping(follow(world.edition, other.url))
            deliver_due()
            signed, forged = sorted(other.received, key=lambda one: _is_signed(one, SECRET), reverse=True)
        assert get(hook.url, body=signed.body, **_standard(signed))[0] == 204
        assert get(hook.url, body=signed.body + b" ", **_standard(signed))[0] == 401
        assert get(hook.url, body=forged.body, **_standard(forged))[0] == 401
        assert get(hook.url, body=signed.body, **_standard(signed, **{"webhook-timestamp": "1"}))[0] == 401
        assert get(hook.url, body=b"{}")[0] == 401


def _is_signed(received: Any, secret: str) -> bool:
    try:
        received.verified(secret)
    except Exception:
        return False
    return True


def _standard(received: Any, **others: str) -> dict[str, str]:
    names = ("webhook-id", "webhook-timestamp", "webhook-signature")
    return {name: received.headers[name] for name in names} | others


@_runs("check.py")
def test_python_checks_a_message(bench: Workbench, settings: Any) -> None:
    """What the CMS signed is returned, what somebody changed is not."""
    settings.WEBHOOKS_PRIVATE = True
    world = published_world()
    bench.save("check.py")
    with receiver() as own:
        ping(follow(world.edition, own.url, secret=SECRET))
        deliver_due()
    (received,) = own.received
    asked = f"""
from check import genuine
headers = {_standard(received)!r}
print(genuine({received.body!r}, headers)["type"], genuine({received.body + b" "!r}, headers))
"""
    (bench.folder / "ask.py").write_text(asked, encoding="utf-8")
    assert bench.shell("python ask.py", WEBHOOK_SECRET=SECRET) == "webhook.ping None\n"


@_runs("typed.ts", "types")
def test_types_are_made_and_hold(bench: Workbench) -> None:
    """What the guide writes compiles under `strict`; a field that is not in the contract does not."""
    (bench.folder / "node_modules").symlink_to(toolchain().modules)
    bench.save("typed.ts")
    bench.run("types")
    wrong = (bench.folder / "typed.ts").read_text(encoding="utf-8").replace("value.title", "value.heading")
    (bench.folder / "typed.ts").write_text(wrong, encoding="utf-8")
    (compile_it,) = (line for line in text_of("types").splitlines() if "tsc" in line)
    done = bench.attempt(compile_it)
    assert done.returncode
    assert "'heading' does not exist" in done.stdout


@_runs("keep.py", "client")
def test_the_python_client_reads_an_edition(bench: Workbench) -> None:
    """Path and title of every document; Django is not asked for."""
    published_world()
    bench.save("keep.py")
    told = sorted(bench.run("client", DJANGO_SETTINGS_MODULE="none.such").splitlines())
    assert [line.split()[0] for line in told] == ["/", "/legal/"]
