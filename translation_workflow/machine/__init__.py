"""A draft to start from: what a machine says, asked for outside of transactions, kept as words that need work."""
