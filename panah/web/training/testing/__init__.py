"""Pages of tests before and after a training, and of the question half a year later."""
