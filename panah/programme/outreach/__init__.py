"""Campaigns that tell the public: their materials in two languages, where these went, what was on the air, what is posted."""
