"""The record's public pages, and the addresses that machines ask."""
