"""Compare all catalogues, and write the list anew: what is new in it has “?” for a reason."""

from __future__ import annotations

from .comparing import differences
from .listed import FILE, listed, write
from .packages import NAMES, catalogues_of, folder_of

known = listed() if FILE.exists() else {}
folders = {name: folder for name in NAMES if (folder := folder_of(name))}
found = [
    difference
    for name, folder in folders.items()
    for path in catalogues_of(folder)
    for difference in differences(name, folder, path)
]
left = {one: reason for one, reason in known.items() if one.package not in folders}
write(left | {one: known.get(one, "?") for one in found})
print(f"{len(found)} differences, {sum(one not in known for one in found)} of them new.")
