"""Is every text read to its end, and does every offset hold?

`texts` makes hostile texts of any size, `checks` says what must hold of what was found in them,
`scattered` stands in for the network and marks words at random. `python -m benchmarks.fuzz` reads
random texts for as long as it is told.
"""
