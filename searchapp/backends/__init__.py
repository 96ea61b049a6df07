"""Bodies of one small protocol (base.py): where paragraphs are kept and searches answered."""

# The modules that can build and open an index, by the name in its manifest.
BACKENDS = {
    "fast": "searchapp.backends.whoosh.fast",
    "plain": "searchapp.backends.whoosh.plain",
}
DEFAULT = "fast"
