"""The night in which many arrive at once: a day ahead of which two people know and nobody else, the places held for it in
quiet, and on the day who came, what they got to eat, who looked after them, and what follows for each. No name stands on a
band, nobody's citizenship is asked, and food and rest come before any talk."""
