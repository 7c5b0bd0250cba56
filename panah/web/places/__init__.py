"""Can they stay here? Who takes this child tonight, answered on one screen; and the noes, counted."""
