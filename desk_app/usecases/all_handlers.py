"""Every handler of the program in one table, for whoever builds a desk."""

from __future__ import annotations

from desk_app.usecases.commands import (
    card_batches,
    card_jobs,
    cards,
    circulation,
    customers,
    enrolment,
    errands,
    login_accounts,
    login_outcomes,
    mandates,
    pupil_import_lines,
    pupil_imports,
    pupil_links,
    reservations,
    schools,
    signup_outcomes,
    signups,
    subscriptions,
    title_import,
    titles,
)
from desk_app.usecases.commands.pupil_portal import PortalHandlers
from desk_app.usecases.commands.sessions import SessionHandlers
from desk_app.usecases.commands.staff import StaffHandlers
from desk_app.usecases.handling import CommandHandlers, Handlers, QueryHandlers
from desk_app.usecases.queries import (
    circulation_answers,
    customer_answers,
    desk_answers,
    enrolment_answers,
    login_answers,
    papers,
    portal_answers,
    portal_title_answers,
    school_answers,
    signup_answers,
    title_answers,
)
from desk_app.usecases.queries import title_import as check_import
from desk_app.usecases.queries.staff import DemoStaff
from desk_app.usecases.service_ports import PasswordHasher


def desk_handlers(passwords: PasswordHasher, *, demo: bool = False) -> Handlers:
    """What a desk offers. Only a demo library tells who can sign in."""
    sessions = SessionHandlers(passwords)
    queries: QueryHandlers = {
        **customer_answers.HANDLERS,
        **desk_answers.HANDLERS,
        **papers.HANDLERS,
        **login_answers.HANDLERS,
        **enrolment_answers.HANDLERS,
        **title_answers.HANDLERS,
        **check_import.HANDLERS,
        **circulation_answers.HANDLERS,
        **school_answers.HANDLERS,
    }
    if demo:
        queries = {**queries, DemoStaff: desk_answers.demo_staff}
    return Handlers(
        commands={
            **sessions.commands,
            **StaffHandlers(passwords).commands,
            **customers.HANDLERS,
            **cards.HANDLERS,
            **card_jobs.HANDLERS,
            **subscriptions.HANDLERS,
            **mandates.HANDLERS,
            **errands.HANDLERS,
            **enrolment.HANDLERS,
            **login_accounts.HANDLERS,
            **titles.HANDLERS,
            **title_import.HANDLERS,
            **circulation.HANDLERS,
            **reservations.HANDLERS,
            **schools.HANDLERS,
            **pupil_links.HANDLERS,
            **pupil_imports.HANDLERS,
            **pupil_import_lines.HANDLERS,
            **card_batches.HANDLERS,
            **PortalHandlers(passwords).commands,
        },
        queries=queries,
        failed_sign_ins=sessions.failed_sign_ins,
    )


def visitor_handlers(passwords: PasswordHasher) -> Handlers:
    """What visitors of the web pages come to, as far as `domain.visitors` lets them."""
    portal = PortalHandlers(passwords)
    return Handlers(
        commands={
            **portal.visitor_commands,
            **reservations.PUPIL_HANDLERS,
            **signups.HANDLERS,
        },
        queries={
            **circulation_answers.PUPIL_HANDLERS,
            **portal_answers.HANDLERS,
            **portal_title_answers.HANDLERS,
            **signup_answers.HANDLERS,
        },
        failed_sign_ins=portal.failed_sign_ins,
    )


def system_handlers(passwords: PasswordHasher) -> CommandHandlers:
    """What the program does by itself: the outbox, and the first administrator."""
    return {
        **errands.SYSTEM_HANDLERS,
        **login_outcomes.SYSTEM_HANDLERS,
        **reservations.SYSTEM_HANDLERS,
        **signup_outcomes.SYSTEM_HANDLERS,
        **StaffHandlers(passwords).system_commands,
    }
