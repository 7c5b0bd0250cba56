from panah.casework.operations.models.arrivals import Arrival, Given
from panah.casework.operations.models.nights import HeldPlace, Night, StandBy

__all__ = ["Arrival", "Given", "HeldPlace", "Night", "StandBy"]
