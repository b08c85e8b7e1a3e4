"""Draw the shipped pictures anew from the SVG beside them: python -m pages.starter.draw (needs Chromium).

Pictures are drawn as SVG and shipped as PNG: an SVG may carry scripts, so nobody's is taken as a picture.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
VIEW = re.compile(r'viewBox="0 0 (\d+) (\d+)"')


def drawings() -> list[Path]:
    """Return the drawings of all shipped programmes."""
    return sorted(HERE.glob("*/pictures/*.svg"))


def size_of(drawing: Path) -> tuple[int, int]:
    """Return a drawing's width and height. Raises ValueError where it does not say them."""
    found = VIEW.search(drawing.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{drawing.name}: expected a viewBox that begins at 0 0.")
    return int(found[1]), int(found[2])


def draw(drawing: Path) -> Path:
    """Draw one; return its picture. Raises CalledProcessError where Chromium cannot."""
    width, height = size_of(drawing)
    target = drawing.with_suffix(".png")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
                *("--force-device-scale-factor=1", f"--user-data-dir={profile}"),
                *(f"--window-size={width},{height}", f"--screenshot={target}", drawing.as_uri()),
            ],
            check=True,
            capture_output=True,
        )
    return target


def main() -> int:
    for drawing in drawings():
        print(draw(drawing).relative_to(HERE))
    return 0


if __name__ == "__main__":
    sys.exit(main())
