"""Adults and institutions of the public work: each once, under any spelling, and who does what in each stage."""
