"""Tables that people send: a spreadsheet or a delimited text file in, rows of text or a list of faults out.

Pure: bytes in, values out, no database and no clock. ``reading.read_table`` never raises for a bad file; it answers
with faults that name the row and the column and carry a code, so that the page or the command can say it in the
reader's language. What a file may cost is bounded before anything is unpacked (``shapes``). Nothing in a file is ever
evaluated.
"""
