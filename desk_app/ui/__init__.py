"""The window: framework, theme, wording, shell, and one package a screen."""
