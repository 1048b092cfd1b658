"""What the notebooks show: views, sentences and pieces of pages."""
