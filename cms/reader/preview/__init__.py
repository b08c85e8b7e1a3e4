"""A page of an edition as its readers would get it, with the words and decisions that are worked on."""
