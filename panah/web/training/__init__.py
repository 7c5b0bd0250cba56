"""Trainings: planning, who takes part, half-days on a phone, papers, certificates, the report; and the pages without account."""
