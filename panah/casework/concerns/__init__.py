"""What a teacher, a neighbour or a child tells us: the report without account, its receipt, its answer, the first look.

The reporter is told little (S4): the reporter may be the employer.
"""
