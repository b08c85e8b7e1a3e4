"""What was said before: translations that people made, offered where a text is the same or nearly so."""
