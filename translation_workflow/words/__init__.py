"""What languages make of letters, words and numbers: plain Python that knows nothing of editions."""
