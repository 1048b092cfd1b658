"""How far a number can be trusted: agreement, reliability, correction, robustness, grades."""
