"""Papers for a family or for other specialists: their words in the language of the document, and what stands in them."""
