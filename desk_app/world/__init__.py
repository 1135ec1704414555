"""The world outside the library, played on this computer: `desk-app world`.

The KB's identity service, the library's website, the online Bibliotheek and its app, a payment
provider and everybody's mailbox: real HTTP and real SMTP on the loopback, each page marked as
simulated. It knows nothing of the program it is there to test.
"""

from desk_app.world.running import World

__all__ = ["World"]
