"""What the lines of a news text look like: by it :mod:`framing.corpus.zones` tells its zones."""
