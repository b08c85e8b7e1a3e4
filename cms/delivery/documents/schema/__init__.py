"""The public contract: what a frontend may rely on. Plain pydantic, no Django and no Wagtail.

`Document` is what a page becomes, `Block` what its sections are made of; both are unions that `type`
tells apart.
"""

from pydantic import TypeAdapter

from .base import Origin
from .blocks import Block
from .documents import (
    CoachingDocument,
    Document,
    InfoDocument,
    ModuleDocument,
    Processes,
    ProgrammeDocument,
    Provenance,
    RoleDocument,
    ThemeDocument,
)

__all__ = [
    "BLOCK",
    "DOCUMENT",
    "DOCUMENTS",
    "Block",
    "CoachingDocument",
    "Document",
    "InfoDocument",
    "ModuleDocument",
    "Origin",
    "Processes",
    "ProgrammeDocument",
    "Provenance",
    "RoleDocument",
    "ThemeDocument",
]

DOCUMENT: TypeAdapter[Document] = TypeAdapter(Document)
# Type → its model.
DOCUMENTS: dict[str, type[Document]] = {
    "programme": ProgrammeDocument,
    "theme": ThemeDocument,
    "module": ModuleDocument,
    "role": RoleDocument,
    "coaching": CoachingDocument,
    "info": InfoDocument,
}
BLOCK: TypeAdapter[Block] = TypeAdapter(Block)
