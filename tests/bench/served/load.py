"""Ask a server for one address, over connections that are kept alive; print how long the answers took.

    python -m tests.bench.served.load PORT REQUESTS CONNECTIONS STATUS < bytes of the request

A program of its own, so that asking does not take the time of answering; it parses no more of an answer
than where it ends. Prints JSON: `seconds` that each answer took, and the `length` of the last body.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator


async def ask(port: int, request: bytes, *, turns: Iterator[int], status: bytes) -> tuple[list[float], int]:
    """Ask by one connection as long as there are turns. Raises ValueError for any other status."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    seconds, length = [], 0
    for _ in turns:
        started = time.perf_counter()
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if head.split(b" ", 2)[1] != status:
            raise ValueError(f"{request.splitlines()[0]!r} was answered {head!r}")
        _, found, rest = head.partition(b"\r\ncontent-length:")
        length = int(rest.split(b"\r\n", 1)[0]) if found and status != b"304" else 0
        await reader.readexactly(length)
        seconds.append(time.perf_counter() - started)
    writer.close()
    return seconds, length


async def main(port: int, requests: int, connections: int, status: bytes) -> None:
    request, turns = sys.stdin.buffer.read(), iter(range(requests))
    # One iterator for all: who is answered first asks next.
    asked = [ask(port, request, turns=turns, status=status) for _ in range(connections)]
    told = await asyncio.gather(*asked)
    seconds = [one for mine, _ in told for one in mine]
    print(json.dumps({"seconds": seconds, "length": max(length for _, length in told)}))


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:4]), status=sys.argv[4].encode()))
