"""People come and go: who leaves an office or is on leave, what rested on them, and to whom each piece went.

The room knows of no child and no case. It remembers that something was given to somebody, and by which key it is found
again; what that is and whether it may be given is known by the rooms in which it lives.
"""
