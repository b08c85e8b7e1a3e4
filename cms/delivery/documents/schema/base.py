"""What every part of the public contract is made of."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of the contract: what it does not name is refused, so that nothing is served by accident."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Origin(StrEnum):
    """Where the words of a block come from.

    `master`: the master's words, or a block without words. `translated`: all of them translated.
    `partial`: some of them. `copy`: the master's words in an edition of the same language.
    `adapted`: changed by the country. `national`: written by the country, without a master.
    """

    MASTER = "master"
    TRANSLATED = "translated"
    PARTIAL = "partial"
    COPY = "copy"
    ADAPTED = "adapted"
    NATIONAL = "national"
