"""Mail in this world: letters of the services, a post office that takes SMTP, a mailbox to read."""
