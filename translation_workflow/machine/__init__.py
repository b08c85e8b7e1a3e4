"""A draft to start from: what a machine says, asked outside transactions, kept as words in need of work."""
