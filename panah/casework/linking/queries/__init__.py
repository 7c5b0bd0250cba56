"""What is asked of this room."""
