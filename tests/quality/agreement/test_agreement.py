"""On thousands of real catalogues our rules and gettext's own checker agree, but for what is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugin.needs import NOTE, on_ci
from tests.quality.agreement.comparing import differences
from tests.quality.agreement.listed import listed
from tests.quality.agreement.packages import APART, NAMES, catalogues_of, folder_of


@pytest.fixture
def folder(request: pytest.FixtureRequest, package: str) -> Path:
    """The package's folder; the test is skipped, visibly, where no package index can be reached."""
    found = folder_of(package)
    if found is not None:
        return found
    if on_ci():
        pytest.fail(f"{APART[package]} could not be installed, and CI leaves nothing out.", pytrace=False)
    request.node.user_properties.append((NOTE, APART[package]))
    pytest.skip(f"{APART[package]} could not be installed: is a package index within reach?")


@pytest.mark.needs("gettext")
@pytest.mark.parametrize("package", NAMES)
def test_the_rules_and_msgfmt_differ_in_what_is_listed(package: str, folder: Path) -> None:
    """A difference that nobody explained fails, and so does an explanation of one that is gone."""
    paths = [*catalogues_of(folder)]
    assert len(paths) > 50
    found = {one for path in paths for one in differences(package, folder, path)}
    known = {one for one in listed() if one.package == package}
    assert sorted(found - known) == []
    assert sorted(known - found) == []


def test_every_difference_has_its_reason() -> None:
    """A list without reasons would be a list of excuses."""
    assert [one for one, reason in listed().items() if len(reason.split()) < 5] == []
