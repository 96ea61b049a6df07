"""What `scripts/bench.py` is made of: a corpus, questions, engines, measurement and tables."""
