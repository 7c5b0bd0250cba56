"""Who may do what, and what is kept under key.

Permissions and roles say what a person may do; grants say on which files; the vault keeps names and stories
encrypted; the audit chain remembers every act without a single value. Every other room stands on this one.
"""
