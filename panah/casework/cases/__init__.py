"""The case of a child: one lead, assessment in eight domains, plan, services delivered, notes, closure signed by the supervisor.

A case is addressed by the code of its child. Each opening to closing is an episode of it.
"""
