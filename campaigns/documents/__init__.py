"""A letter as a PDF and as a Word document; what both are made of is in letter.py."""
