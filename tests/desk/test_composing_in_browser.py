"""Signs that are composed of several keys, as accents of Greek: nothing disturbs them, all of them arrive."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from translation_workflow.desk.models import TypedDraft

from .browsing import at_desk, field, prepared, saved

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]

ROOMS = "Measure the rooms before you plan."
# As long as the desk waits before it keeps what was typed, and a little more.
A_WHILE = 1200


def changes(window: Window) -> None:
    """Count from now on what scripts do to the field, and what is sent."""
    window.evaluate(
        """() => {
            window.touched = [];
            const field = document.activeElement;
            const insert = document.execCommand.bind(document), send = window.fetch.bind(window);
            document.execCommand = (...given) => { touched.push(given[0]); return insert(...given); };
            window.fetch = (...given) => { touched.push(String(given[0])); return send(...given); };
        }"""
    )


def test_accents_of_greek_are_composed_in_peace(live_server: Any) -> None:
    """Tonos and letter become one; while they do, nothing is sent and nobody touches the field."""
    world = prepared("el")
    with at_desk(live_server, world) as window:
        words = field(window, ROOMS)
        words.click()
        window.wait_for_timeout(600)
        changes(window)
        keys = window.context.new_cdp_session(window)
        window.keyboard.insert_text("Μετρ")
        keys.send("Input.imeSetComposition", {"text": "΄", "selectionStart": 1, "selectionEnd": 1})
        window.wait_for_timeout(A_WHILE)
        keys.send("Input.imeSetComposition", {"text": "ή", "selectionStart": 1, "selectionEnd": 1})
        # A key that belongs to what is composed: it confirms nothing here.
        words.evaluate(
            """field => field.dispatchEvent(new KeyboardEvent('keydown',
                {key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true}))"""
        )
        window.wait_for_timeout(A_WHILE)
        assert window.evaluate("window.touched") == []
        expect(words).to_be_focused()
        assert not TypedDraft.objects.exists()
        keys.send("Input.insertText", {"text": "ή"})
        window.keyboard.insert_text("στε")
        expect(words).to_have_text("Μετρήστε")
        window.keyboard.press("Alt+ArrowDown")
        saved(window)
        assert world.segment(ROOMS).words == "Μετρήστε"


def test_an_answer_that_comes_meanwhile_waits(live_server: Any) -> None:
    """What the server says of earlier words is shown when the signs are composed; the caret stays."""
    world = prepared()
    with at_desk(live_server, world) as window:
        words = field(window, ROOMS)
        words.click()
        held: list[Any] = []
        window.context.route("**/keep/", lambda route: held.append(route))  # noqa: PLW0108 - no built-in function is taken
        window.keyboard.type("M")
        window.wait_for_timeout(A_WHILE)
        assert len(held) == 1
        keys = window.context.new_cdp_session(window)
        keys.send("Input.imeSetComposition", {"text": "¨", "selectionStart": 1, "selectionEnd": 1})
        findings = window.locator(f"#{words.get_attribute('id')} ~ [data-part=findings] li")
        held[0].continue_()
        window.wait_for_timeout(A_WHILE)
        expect(findings).to_have_count(0)
        expect(words).to_have_text("M¨")
        window.context.unroute("**/keep/")
        keys.send("Input.insertText", {"text": "ä"})
        window.keyboard.type("t")
        expect(words).to_have_text("Mät")
        expect(findings.first).to_be_visible()
        expect(words).to_be_focused()


def test_what_altgr_types_is_no_command(live_server: Any) -> None:
    """On many keyboards AltGr with a figure is a bracket or a sign: it is typed, and nothing is accepted."""
    world = prepared()
    world.type("Legal", "Juridik")
    with at_desk(live_server, world) as window:
        words = field(window, ROOMS)
        words.click()
        taken = words.evaluate(
            """field => {
                const key = new KeyboardEvent('keydown', {key: '@', code: 'Digit2', altKey: true,
                    ctrlKey: true, modifierAltGraph: true, bubbles: true, cancelable: true});
                field.dispatchEvent(key);
                return key.defaultPrevented;
            }"""
        )
        assert taken is False
