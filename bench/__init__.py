"""Speed and size, measured side by side with peers in one run."""
