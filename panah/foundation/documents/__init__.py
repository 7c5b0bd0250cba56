"""Papers and drafts: files that people bring, kept encrypted, and what somebody was just writing.

A file is judged by what is in it, never by its name: pictures are made anew without what the camera wrote
into them, office files with programs in them are refused. Clear bytes never touch the disk, not even while
they arrive.
"""
