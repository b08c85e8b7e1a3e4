"""What is wrong with a translation, and why: rules, their findings, and what people dismissed of these."""
