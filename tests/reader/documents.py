"""Documents as the contract has them, short enough to read; the words are the programmes' own."""

from __future__ import annotations

from typing import Any

from .shelf import block, item, key

PICTURE = {
    "alt": "Solar panels on a school",
    "decorative": False,
    "focus": None,
    "renditions": [
        {"url": "/media/images/school.480.webp", "width": 480, "height": 240},
        {"url": "/media/images/school.960.webp", "width": 960, "height": 480},
    ],
}


def document(type_: str, name: str, path: str, title: str, sections: Any, **facts: Any) -> dict[str, Any]:
    return {"key": str(key(name)), "type": type_, "path": path, "title": title, "sections": sections, **facts}


def text(words: str, **more: Any) -> dict[str, Any]:
    return block("text", f"<p>{words}</p>", **more)


def a_programme(title: str = "Introduktion av Covenant CapaCITY", **sections: Any) -> dict[str, Any]:
    held = {"lead": [text("Det 3-åriga projektet Covenant CapaCITY.")], **sections}
    period = {"start": "2011-06-01", "end": "2014-05-31"}
    return document("programme", "start", "/", title, held, period=period)


def a_theme(name: str = "buildings", title: str = "Byggnader", kind: str = "sector") -> dict[str, Any]:
    sections = {"summary": [text(f"{title} är få.")]}
    return document("theme", name, f"/{name}/", title, sections, theme_key=name, kind=kind, icon=None)


def a_module(level: int = 1, *, theme: str = "buildings", **sections: Any) -> dict[str, Any]:
    slug = {1: "start-up", 2: "advanced"}[level]
    held = {
        "main_issues": [block("issue", "Lista byggnaderna")],
        "introduction": [
            block("what", "<p>Kommunens byggnader.</p>"),
            block("why", "<p>CO<sub>2</sub> minskar.</p>"),
            block("fact", {"text": "Omkring 40 %.", "source": "Eurostat", "review_by": "2001-01-01"}),
        ],
        "key_questions": [block("question", {"question": "Vad äger vi?", "hint": "<p>Fråga.</p>"})],
        "recommended_steps": [
            block("step", {"title": "Gör ett register", "text": "<p>En rad var.</p>"}),
            block("step", {"title": "Läs av", "text": "<p>Varje månad.</p>"}),
        ],
        "processes": {"people": [text("Vaktmästare.")], "politics": [text("Fullmäktige.")]},
        "guidance": {"tips_and_tools": [block("tip", "Visa siffrorna.")]},
        **sections,
    }
    path = f"/{theme}/{slug}/"
    title = f"Byggnader {level}"
    return document("module", f"{theme}-{level}", path, title, held, level=level, minutes=14, points=1)


def an_info_page(*blocks: dict[str, Any], name: str = "legal", title: str = "Rättsligt") -> dict[str, Any]:
    return document("info", name, f"/{name}/", title, {"body": list(blocks) or [text("Ord.")]})


def a_role() -> dict[str, Any]:
    sections = {
        "lead": [text("Framgångarna beror på regionerna.")],
        "illustration": [block("image", PICTURE)],
        "who_can_take_part": [text("Provinser, regioner …")],
        "commitments": [block("commitment", "Avge rapporter"), block("commitment", "Delta")],
        "documents": [
            block("document", {"title": "Samordnare åtagandeförklaring", "document": None}),
            block(
                "document",
                {
                    "title": "Mall",
                    "document": {
                        "url": "/documents/1/mall.pdf",
                        "filename": "mall.pdf",
                        "media_type": "application/pdf",
                        "bytes": 2048,
                    },
                },
            ),
        ],
        "sanction": [text("Förbehåller sig rätten.")],
        "how_to_apply": [
            text("Följ dessa steg:"),
            block("step", {"title": "Fyll i", "text": ""}),
            text("Sedan:"),
            block("step", {"title": "Skriv under", "text": ""}),
        ],
        "why": [block("benefit", {"text": "Exponering", "items": [item("i Europa")]})],
        "contacts": [contact("coordinators@example.org")],
        "social": [
            block(
                "social_account",
                {
                    "key": str(key("x")),
                    "network": "Facebook",
                    "handle": "@x",
                    "url": "https://example.org/x",
                    "call_to_action": "Gilla",
                },
            )
        ],
    }
    return document("role", "role", "/samordnare/", "Som region", sections, supporter_line="Med stöd av EU.")


def contact(email: str, *, obfuscate: bool = True) -> dict[str, Any]:
    value = {"key": str(key(email)), "label": "Helpdesk", "email": email, "url": "", "obfuscate": obfuscate}
    return block("contact_point", value)


def a_coaching(*names: str, order: str = "collation") -> dict[str, Any]:
    sections = {
        "background": [text("Hösten 2006.")],
        "rounds": [
            block("round", {"name": "Första", "applications": "", "start": "2007-01-01", "end": "2008-09-30"})
        ],
        "participants": [block("participant", name) for name in names or ("Östra Göinge", "Ånge", "Boxholm")],
        "pilots": [block("participant", "Kävlinge"), block("participant", "Eslöv")],
    }
    return document(
        "coaching",
        "coaching",
        "/klimatcoachning/",
        "Klimatcoachning",
        sections,
        stated={"applied": 34, "selected": 23},
        support_amount={"amount": "50000", "currency": "SEK"},
        participant_order=order,
        fact_owner="",
        date_changed="2013-07-19",
    )
