"""One's own files for a new study: looked at, copied or listed, and what was assumed of them."""
