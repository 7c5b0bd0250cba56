"""What follows from decisions and names, without a database."""
