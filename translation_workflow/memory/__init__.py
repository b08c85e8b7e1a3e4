"""What was said before: translations that people made, offered where the same or nearly the same text is new."""
