"""The scene of the access table, made through actions: one organisation with everybody in it, and another just like it.

To the first belong a concern, a referral with its link, a case and a planned service. Everybody of the other organisation
is a stranger to them, whatever their role.
"""

from tests.house.scene.base import OTHER, OWN, Scene
from tests.house.scene.journey import made_scene

__all__ = ["OTHER", "OWN", "Scene", "made_scene"]
