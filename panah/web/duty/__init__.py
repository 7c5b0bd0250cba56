"""The duty list of one's own organisation: who is on duty now, the week, a turn, the copy of a week, the sheet for the wall."""
