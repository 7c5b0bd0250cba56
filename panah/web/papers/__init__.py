"""Papers that leave: what stands on each in plain blocks, the words around it in its language, and the way to the press."""
