"""Forms of a Results for other programs, one module a format. Knows no flask and no markup."""
