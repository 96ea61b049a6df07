"""Pages as values: everything a template shows, computed and linked beforehand.

- frame: what all pages share. - one module a page, each with one frozen value and one function
that makes it. Templates only lay out; they compute no count, link or mark.
"""
