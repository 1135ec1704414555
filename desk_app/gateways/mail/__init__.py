"""Letters by e-mail: the message, the real mail server, and a small one for the demo and tests."""
