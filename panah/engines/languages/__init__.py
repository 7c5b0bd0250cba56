"""In which language a text is written: a guess among those that people write here, on this machine alone.

Pure: no database and no clock. Nothing is sent anywhere. A guess that is not clear says so: between two languages that the same
few words may belong to, both are named, and who reads decides.
"""
