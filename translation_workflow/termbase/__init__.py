"""Which words are agreed: concepts with their terms in each language, found in texts whatever their endings."""
