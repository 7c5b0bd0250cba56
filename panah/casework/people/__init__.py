"""Children (and adults who are helped): who they are, under which names, in which category, and what they agreed to.

Names rest encrypted; keyed tokens of their words are the only index. Two records that a person has decided to be the same child
point to each other and both codes keep working.
"""
