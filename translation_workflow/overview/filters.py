"""What a matrix is narrowed to, as an address says it: whatever it says, there is an answer. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from .objects import Object
from .pieces import Standing

PAGES, SHARED = "pages", "shared"


@dataclass(frozen=True)
class Filters:
    """What is shown: of which programme and edition ("": all), of which theme and level ("": any), pages or
    shared texts.

    `only_open` leaves out objects that are done in every edition. `refused` are the names of filters whose
    value is none that there is: they are left aside.
    """

    programme: str = ""
    edition: str = ""
    theme: str = ""
    level: str = ""
    what: str = PAGES
    only_open: bool = False
    refused: tuple[str, ...] = ()

    def takes(self, one: Object) -> bool:
        """Whether an object is shown."""
        if one.is_shared or self.what == SHARED:
            return one.is_shared and self.what == SHARED
        return self.theme in ("", one.theme) and self.level in ("", str(one.level or ""))

    def takes_row(self, standings: Iterable[Standing]) -> bool:
        """Whether the row of an object is shown, given how it stands in all editions that are."""
        return not self.only_open or any(
            not one.is_left_out and (one.pieces.to_do or one.live is None or one.live) for one in standings
        )

    @property
    def query(self) -> Mapping[str, str]:
        """What an address says of it: nothing where nothing is narrowed."""
        told = {
            "programme": self.programme,
            "edition": self.edition,
            "theme": self.theme,
            "level": self.level,
            "what": self.what if self.what != PAGES else "",
            "only": "open" if self.only_open else "",
        }
        return {name: value for name, value in told.items() if value}

    @property
    def is_narrow(self) -> bool:
        return bool(self.theme or self.level or self.only_open)


def filters_of(
    asked: Mapping[str, str],
    *,
    programmes: Collection[str],
    editions: Collection[str],
    themes: Collection[str],
    levels: Collection[str],
) -> Filters:
    """Return what an address asks for; values that there are not are left aside, and named."""
    allowed = {
        "programme": programmes,
        "edition": editions,
        "theme": themes,
        "level": levels,
        "what": (PAGES, SHARED),
        "only": ("open",),
    }
    refused = tuple(name for name, values in allowed.items() if asked.get(name) and asked[name] not in values)
    taken = {name: asked[name] for name in allowed if asked.get(name) and name not in refused}
    return Filters(
        programme=taken.get("programme", ""),
        edition=taken.get("edition", ""),
        theme=taken.get("theme", ""),
        level=taken.get("level", ""),
        what=taken.get("what", PAGES),
        only_open="only" in taken,
        refused=refused,
    )
