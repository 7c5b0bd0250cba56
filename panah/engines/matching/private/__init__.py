"""Whether two organisations may know the same child, found out without either showing the other a name.

Each writes its children as tokens; a private set intersection tells the offering side which of its own tokens the other has too,
and tells the answering side nothing but how many children were asked about at most.
"""
