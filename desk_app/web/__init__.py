"""Pages, forms, sessions and limits: what every web server of this program stands on.

It knows nothing of libraries: `world` plays other people's sites with it, `server` is the library's
own. What it holds the same for all of them is who may ask, how forms prove where they come from,
and what headers and cookies say.
"""
