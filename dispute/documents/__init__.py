"""Letters and figure sheets as PDF and Word documents.

A document is plain data (blocks.py, paper.py) before it is a file, so that both writers get the
same and neither ever sees Markdown: typesetting.py and paper.typ make PDFs of it, word.py makes
Word documents. What is written down here is why some letters come out otherwise:

Characters. Our typefaces hold Latin, Greek, Cyrillic and Arabic letters and emoji. A document with
others is set once more with whatever the machine has (Debian's fonts-noto has everything), and if
that is not enough, without the PDF/UA standard: boxes then stand for what is missing, the text
behind them stays whole for copying and reading aloud, and `Typeset.missing` names the first.

Length. More than MOST characters are refused in words instead of holding up the site.
"""
