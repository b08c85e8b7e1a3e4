"""Certificates that sign themselves, for servers on the loopback. Needs openssl."""

from __future__ import annotations

import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Certificate:
    """Both are names of files."""

    chain: Path
    key: Path

    @classmethod
    def make(cls, folder: Path, *, name: str) -> Certificate:
        """Return one for the host `name`, written into `folder`."""
        made = cls(folder / "chain.pem", folder / "key.pem")
        names = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
        asked = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        files = ["-out", str(made.chain), "-keyout", str(made.key)]
        subprocess.run(["openssl", "req", *asked, *names, *files], check=True, capture_output=True)
        return made

    def context(self) -> ssl.SSLContext:
        """Return what a server speaks TLS with."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.chain, self.key)
        return context
