"""What HTCDS 2.0 means, without a database: columns, values, rows, keys, and what a row says about a person."""
