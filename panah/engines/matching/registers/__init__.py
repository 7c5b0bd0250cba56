"""Two registers of any size beside each other: what is read of a row, which rows meet, how alike they are, which links stay.

Everything works on arrays of one piece of a register at a time, so that no step holds a whole one; whoever calls keeps the pieces.
The points are those of ``comparing``, computed for pairs instead of one against many.
"""
