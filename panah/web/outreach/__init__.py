"""Campaigns and the calendar of posts: what is made in two languages, where it went, what was on the air, what is posted."""
