"""A client of the API: plain Python, typed by the public contract. It knows neither Django nor a database.

    client = Client("https://cms.example/api/v1/")
    swedish = client.edition("covenant-capacity", "sv")
    for entry in swedish.manifest().documents:
        print(entry.path, client.document(entry.hash).title)

What was asked for before is asked for again with its ETag, and kept where nothing changed.
"""

from .client import Client
from .edition import EditionClient
from .errors import BadAddress, ClientError, Gone, NotFound, Refused, Unintelligible, Unreachable
from .mirror import Mirror

__all__ = [
    "BadAddress",
    "Client",
    "ClientError",
    "EditionClient",
    "Gone",
    "Mirror",
    "NotFound",
    "Refused",
    "Unintelligible",
    "Unreachable",
]
