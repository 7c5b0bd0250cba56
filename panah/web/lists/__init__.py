"""An organisation brings its own list: the file, what its columns mean, what would be written, and who may be known already."""
