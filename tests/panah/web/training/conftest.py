from tests.panah.programme.conftest import bureau

__all__ = ["bureau"]
