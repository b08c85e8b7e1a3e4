"""Which parts of an address are the reader's to answer."""

RESERVED = ("admin", "api", "documents", "mail", "media", "preview", "static")


class ProgrammeConverter:
    """The first part of an address, unless another part of the system answers under it."""

    regex = rf"(?!(?:{'|'.join(RESERVED)})/)[^/]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
