"""What every process pays before it does anything: the server, the worker, each command."""

from __future__ import annotations

import resource
import subprocess
import sys

from .measuring import Values, measure


@measure("start.django", cpu_s="s of CPU")
def django_setup() -> Values:
    """A new process that imports everything and is ready for its first request."""
    before = children_cpu()
    code = "import django; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns"
    subprocess.run([sys.executable, "-c", code], check=True)
    return {"cpu_s": children_cpu() - before}


def children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
