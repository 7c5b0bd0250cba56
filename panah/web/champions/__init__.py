"""The pages of those who keep the champions: the cohort, calls and their applications, the panel, the kit, letters."""
