"""The sites a reader visits: the library's website, the online Bibliotheek and its app."""
