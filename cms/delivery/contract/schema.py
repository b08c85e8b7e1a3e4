"""JSON Schema, read as far as the contract uses it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Schema:
    """One value of the contract. `given` is its JSON Schema, `definitions` what `$ref` leads to."""

    given: dict[str, Any]
    definitions: dict[str, dict[str, Any]]

    @cached_property
    def name(self) -> str:
        """The definition that this is, null or not; empty for what is written where it stands."""
        return str(self._value.get("$ref", "")).rpartition("/")[2]

    @cached_property
    def is_nullable(self) -> bool:
        return {"type": "null"} in self.given.get("anyOf", ())

    @cached_property
    def kind(self) -> str:
        """The JSON type, null aside: `object`, `array`, `string`, …; empty for a union."""
        return str(self.whole.get("type", ""))

    @cached_property
    def choices(self) -> frozenset[Any] | None:
        """The values that are allowed; None where there is no list of them."""
        if "const" in self.whole:
            return frozenset({self.whole["const"]})
        return frozenset(self.whole["enum"]) if "enum" in self.whole else None

    @cached_property
    def parts(self) -> dict[str, Schema]:
        """The fields of an object."""
        return {name: self._at(part) for name, part in self.whole.get("properties", {}).items()}

    @cached_property
    def required(self) -> frozenset[str]:
        return frozenset(self.whole.get("required", ()))

    @cached_property
    def items(self) -> Schema:
        """What stands in a list."""
        return self._at(self.whole.get("items", {}))

    @cached_property
    def types(self) -> dict[str, Schema]:
        """The members of a union by their `type`."""
        mapping = self.whole.get("discriminator", {}).get("mapping", {})
        return {name: self._at({"$ref": address}) for name, address in mapping.items()}

    @cached_property
    def whole(self) -> dict[str, Any]:
        """The schema itself, whatever leads to it."""
        found = self._value
        while "$ref" in found:
            found = self.definitions[found["$ref"].rpartition("/")[2]]
        return found

    @cached_property
    def _value(self) -> dict[str, Any]:
        """The schema without the null beside it."""
        others = [one for one in self.given.get("anyOf", ()) if one != {"type": "null"}]
        return others[0] if len(others) == 1 else self.given

    def _at(self, given: dict[str, Any]) -> Schema:
        return Schema(given, self.definitions)
