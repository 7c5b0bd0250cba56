"""Who answers at night: the duty list of each organisation, and the alarm about every hour that nobody holds.

A gap is told by noon, while there is still time to telephone a colleague. An organisation without a list is told
no alarm, and works as it did.
"""
