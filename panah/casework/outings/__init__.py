"""A mobile group goes out: who went where, whom it met in numbers, and who was handed over.

Of a child who needed no more than a word only a number stays. It is no migration check, and the record says so (S11).
"""
