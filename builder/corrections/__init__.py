"""What the author decided, found in the articles by its words and laid over what the machine found."""
