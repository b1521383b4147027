"""How the shipped English model is made: needs PyTorch, which the installed package does not."""
