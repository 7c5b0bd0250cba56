"""Trainings: what is taught and by whom, one event from its plan to its report, who came, and what each may show for it."""
