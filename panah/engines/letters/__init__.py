"""Letters as paper: a typed document in, the bytes of an accessible PDF out.

Pure: no database and no clock; what stands on the paper, its number and its moment are given. The templates hold no data and
the data holds no mark-up: typst gets them apart, so that a name with ``#`` or ``$`` in it is printed as it is. The same
document at the same moment gives the same bytes, so a hash says whether a paper is the one that left.
"""
