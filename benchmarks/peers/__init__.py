"""What a user would take instead of the kit, each as a script that prints what it found as JSON."""
