"""`make bench`: how much work things cost, as figures that can be compared. Add a file here; see
`measuring`.
"""
