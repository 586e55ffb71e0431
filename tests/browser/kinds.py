"""One page of each kind of a built site."""

# Each kind, and where its pages are; of several the largest is taken, as it holds most of what can be wrong.
KINDS = [
    ("front", "index.html"),
    ("documents", "documents/index.html"),
    ("document", "documents/*.html"),
    ("entities", "entities/index.html"),
    ("entities of a type", "entities/*/index.html"),
    ("entity", "entities/*/*.html"),
    ("chronology", "chronology.html"),
    ("matrix", "matrix.html"),
    ("goal", "objectives/*.html"),
    ("objective", "objectives/*.html"),
    ("judgments", "judgments.html"),
    ("notes", "annotations.html"),
    ("gaps", "gaps.html"),
    ("free page", "pages/*.html"),
    ("search", "search.html"),
    ("print", "print.html"),
    ("not found", "404.html"),
]


def is_goal(path):
    """A goal has no evidence of its own."""
    text = path.read_text("utf-8")
    return "id=evidence" not in text and 'id="evidence"' not in text


def kinds_of(root):
    """Pairs of a kind and the path of its page below the site; a kind without a page is an error."""
    found = []
    for kind, pattern in KINDS:
        pages = [path for path in root.glob(pattern) if pattern.endswith("index.html") or path.name != "index.html" or "*" not in pattern]
        if kind in ("goal", "objective"):
            pages = [path for path in pages if is_goal(path) == (kind == "goal")]
        if not pages:
            raise SystemExit(f"{root}: no page of the kind {kind!r} ({pattern})")
        largest = max(pages, key=lambda path: (path.stat().st_size, path.name))
        found.append((kind, largest.relative_to(root).as_posix()))
    return found
