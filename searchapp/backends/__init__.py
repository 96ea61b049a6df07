"""Bodies of one small protocol (base.py): where paragraphs are kept and searches answered."""
