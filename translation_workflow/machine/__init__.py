"""A draft to start from: what a machine says, asked outside of transactions, kept as words in need of work."""
