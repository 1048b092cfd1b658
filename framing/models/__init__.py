"""Language models as coders: prompts, requests, answers that are kept, and how they failed."""
