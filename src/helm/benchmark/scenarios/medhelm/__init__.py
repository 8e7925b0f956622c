"""What the benchmarks of MedHELM have in common."""
