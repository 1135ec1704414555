"""The library's own web pages (`desk-app serve`): *Word lid*, and the portal of pupils at /school.

A page asks the use cases through the door for visitors and knows nothing behind it.
`ARCHITECTURE.md` tells how a page is added.
"""
