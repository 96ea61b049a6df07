"""The site: read the URL, find, make the page, render. The only package that imports flask."""

from searchapp.web.app import create_app

__all__ = ["create_app"]
