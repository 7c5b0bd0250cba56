"""What rests on a colleague who goes: cases, parts, hearings, clocks, answers awaited, turns of duty; and its next holder.

It stands on top of the rooms in which these live, and keeps nothing of its own: who has what since when is remembered
by foundation.departures.
"""
