"""Confidential: the journey of one child, from bottom to top: people and services, concerns, cases, referrals, exchange."""
