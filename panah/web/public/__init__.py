"""The pages without account: signs, the report in five steps, its receipt, its answer. They set no cookie."""
