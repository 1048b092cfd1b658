"""What belongs to a language: one folder of plain data each, and the code that reads it."""
