from django.db import models

from panah.foundation.security.privacy import P0, P1


class PostedItem(models.Model):
    """An item that arrived, by the hash of its name, with its receipt sealed: no word of it, and nobody's name."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=31)
    item = models.CharField(max_length=64, unique=True)
    receipt = models.BinaryField()
    at = models.DateTimeField()

    class Privacy:
        fields = {"id": P0, "kind": P1, "item": P1, "receipt": P1, "at": P1}
        retention = "400 days: a phone may lie in a drawer for a year and then send again"
