"""The page: layout, handlers, pictures for the screen, and the guard before the server."""
