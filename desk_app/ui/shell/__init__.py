"""The frame around the screens. It knows no customer."""
