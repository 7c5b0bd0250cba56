from tests.panah.casework.outings.conftest import group, outing

__all__ = ["group", "outing"]
