"""What the rules say of structure in real catalogues, beside what `msgfmt -c` says of the same.

`differences.tsv` lists every entry of which the two say different things, and why that is right.
`python -m tests.quality.agreement` writes it anew, and keeps the reasons that are there.
"""
