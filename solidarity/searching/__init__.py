"""What is found on the wall: words of cards, an index of them in either database, and marks."""
