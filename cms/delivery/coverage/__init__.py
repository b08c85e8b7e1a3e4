"""How much of a page's text stands in the documents of an edition: words, in order and together. Plain."""
