"""Whole lists as files: CSV, JSON Lines and XLSX from the same `Resource`s as everything else."""
