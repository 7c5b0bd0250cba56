"""The public work around the children: who learns, who speaks up, what is taught and told. Code here cannot know a case."""
