"""The pages of a house: beds tonight, reservations, guests and their days. No page here knows an address."""
