"""What is measured in sentences and tokens; one measure a file."""
