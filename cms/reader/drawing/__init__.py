"""From a document to what templates show: sections with headings, and blocks in runs of one type."""
