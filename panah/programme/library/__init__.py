"""What is taught and told, for partners, champions and everybody: protocols, materials and lessons in Kazakh and Russian.

Each has versions that a second person approves, and the room knows who uses which, so that nobody works by an old one.
"""
