"""Which words are agreed: concepts with terms in each language, found in texts whatever their endings."""
