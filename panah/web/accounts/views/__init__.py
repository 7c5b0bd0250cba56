"""The pages that are ours: the lock, Me, people, health, access log, notices, drafts."""
