"""What happened, in words, for the log of a customer."""

from __future__ import annotations

from desk_app.usecases.messages import AuditTag

EVENTS: dict[AuditTag, str] = {
    AuditTag.CARD_ADDED: "Pas toegevoegd",
    AuditTag.CARD_BLOCKED: "Pas geblokkeerd",
    AuditTag.CARD_DELETED: "Pas verwijderd",
    AuditTag.CARD_JOB_ADVANCED: "Pas maken: volgende stap",
    AuditTag.CARD_JOB_STARTED: "Pas maken begonnen",
    AuditTag.CARD_KIND_CHANGED: "Soort pas gewijzigd",
    AuditTag.CARD_REPLACED: "Pas vervangen",
    AuditTag.CARD_SPOILED: "Pas afgekeurd",
    AuditTag.CARD_UNBLOCKED: "Pas gedeblokkeerd",
    AuditTag.CIRCULATION_FORGOTTEN: "Uitleengeschiedenis opgeruimd",
    AuditTag.COPY_RETURNED: "Exemplaar ingenomen",
    AuditTag.CUSTOMER_BLOCKED: "Blokkade gezet",
    AuditTag.CUSTOMER_BLOCK_LIFTED: "Blokkade opgeheven",
    AuditTag.CUSTOMER_COLLEAGUE_MARKED: "Medewerker of vrijwilliger gewijzigd",
    AuditTag.CUSTOMER_DELETED: "Klant verwijderd",
    AuditTag.CUSTOMER_EDITED: "Gegevens gewijzigd",
    AuditTag.CUSTOMER_ENROLLED: "Ingeschreven",
    AuditTag.CUSTOMER_NOTICE_ADDED: "Melding toegevoegd",
    AuditTag.CUSTOMER_NOTICE_REMOVED: "Melding weggehaald",
    AuditTag.ENROLMENT_DRAFT_DROPPED: "Begonnen inschrijving weggedaan",
    AuditTag.ENROLMENT_DRAFT_KEPT: "Begonnen inschrijving bewaard",
    AuditTag.ERRAND_CLAIMED: "Klusje begonnen",
    AuditTag.ERRAND_CLOSED: "Klusje gesloten",
    AuditTag.ERRAND_RECORDED: "Klusje afgehandeld",
    AuditTag.ERRAND_RETRIED: "Klusje opnieuw geprobeerd",
    AuditTag.LOAN_MADE: "Uitgeleend",
    AuditTag.LOAN_RENEWED: "Verlengd",
    AuditTag.LOGIN_ASKED: "Inlogaccount opgevraagd",
    AuditTag.LOGIN_AUTHORISED: "Inlogaccount geautoriseerd",
    AuditTag.LOGIN_CODE_ASKED: "Code voor een nieuw wachtwoord aangevraagd",
    AuditTag.LOGIN_CODE_TAKEN: "Code voor een nieuw wachtwoord getoond",
    AuditTag.LOGIN_EMAIL_RESET: "Herstel-emailadres gelijkgemaakt",
    AuditTag.LOGIN_FORGOTTEN: "Inlogaccount vergeten",
    AuditTag.LOGIN_GENERATED: "Inlogaccount gegenereerd",
    AuditTag.LOGIN_LINKED: "Inlogaccount gekoppeld",
    AuditTag.LOGIN_RECORDED: "Antwoord over een inlogaccount ontvangen",
    AuditTag.LOGIN_REGENERATED: "Inlogaccount vergeten en opnieuw gegenereerd",
    AuditTag.LOGIN_SWEPT: "Rechten van inlogaccounts bijgewerkt",
    AuditTag.MANDATE_PRINTED: "Machtiging geprint",
    AuditTag.MANDATE_PROCESSED: "Machtiging verwerkt",
    AuditTag.MANDATE_WITHDRAWN: "Machtiging ingetrokken",
    AuditTag.MESSAGE_READ: "Bericht in de portal gelezen",
    AuditTag.PERMISSION_REFUSED: "Geweigerd: niet bevoegd",
    AuditTag.READING_RECORDED: "Klant geopend",
    AuditTag.RESERVATION_CANCELLED: "Reservering geannuleerd",
    AuditTag.RESERVATION_COLLECTED: "Reservering opgehaald",
    AuditTag.RESERVATION_EXPIRED: "Reserveringen verlopen",
    AuditTag.RESERVATION_MOVED: "Reservering verplaatst",
    AuditTag.RESERVATION_PLACED: "Gereserveerd",
    AuditTag.RESERVATION_SUSPENDED: "Reservering uitgesteld of hervat",
    AuditTag.SESSION_LOCKED: "Vergrendeld",
    AuditTag.SESSION_UNLOCKED: "Ontgrendeld",
    AuditTag.STAFF_ADDED: "Medewerker toegevoegd",
    AuditTag.STAFF_CHANGED: "Medewerker gewijzigd",
    AuditTag.STAFF_DISABLED: "Medewerker uitgeschakeld",
    AuditTag.STAFF_PASSWORD_SET: "Wachtwoord van een medewerker ingesteld",
    AuditTag.STAFF_SIGN_IN_REFUSED: "Aanmelden geweigerd",
    AuditTag.STAFF_SIGNED_IN: "Aangemeld",
    AuditTag.STAFF_SIGNED_OUT: "Afgemeld",
    AuditTag.SUBSCRIPTION_CANCELLATION_REVOKED: "Opzegging ingetrokken",
    AuditTag.SUBSCRIPTION_CANCELLED: "Abonnement opgezegd",
    AuditTag.SUBSCRIPTION_CHANGED: "Abonnement gewijzigd",
}


def event_words(tag: str) -> str:
    """The words of an audit tag; an unknown tag (of a newer program) is shown as it is."""
    try:
        return EVENTS.get(AuditTag(tag), tag)
    except ValueError:
        return tag
