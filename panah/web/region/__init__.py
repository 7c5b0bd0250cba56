"""What is stuck, by body and by hours, without names; and how those who coordinate press."""
