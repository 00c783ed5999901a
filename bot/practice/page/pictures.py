"""Which files are pictures a browser may show. Decided by their first bytes, never by what they say they are."""

_SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


def picture_type(content: bytes) -> str | None:
    """The media type of a picture; None for everything else, SVG with its scripts included."""
    return next((kind for sign, kind in _SIGNS if content.startswith(sign)), None)
