"""The public, read-only API. `api.urls` is what the URL configuration mounts at `/api/v1/`."""

from .application import api

__all__ = ["api"]
