"""The pages of a champion: the own plan, what was done, the kit, the report. For a phone, and of nobody else."""
