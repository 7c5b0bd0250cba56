"""Champions: whom we look for, how they are chosen, what they plan and do, and what they tell of each quarter.

What is counted is what was written down: a post once, whoever shares it. Reach is estimated, and says so.
"""
