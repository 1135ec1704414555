"""What a card printer answers to IPP requests.

Written from RFC 8010, RFC 8011 and PWG 5100.14. Modelled: Get-Printer-Attributes, Validate-Job,
Print-Job, Get-Job-Attributes, Get-Jobs and Cancel-Job. Not modelled: subscriptions, Send-Document,
what the card looks like.
"""

from __future__ import annotations

from collections.abc import Callable

from desk_app.hardware.simulators.card_press import CardPress, PressJob, PressJobState
from desk_app.hardware.simulators.faults import FaultName, FaultRig
from desk_app.hardware.simulators.ipp_wire import (
    GROUP_JOB,
    GROUP_PRINTER,
    Heard,
    NotIpp,
    Said,
    hear,
    say,
)

CARD_MEDIA = "iso_id-1_53.98x85.6mm"
_MEDIA_SIZE = (5398, 8560)
_STATES = {
    PressJobState.PENDING: 3,
    PressJobState.PROCESSING: 5,
    PressJobState.CANCELED: 7,
    PressJobState.ABORTED: 8,
    PressJobState.COMPLETED: 9,
}
_OK, _BAD_REQUEST, _NOT_POSSIBLE, _NOT_FOUND = 0x0000, 0x0400, 0x0404, 0x0406
_FORMAT, _CHARSET, _VERSION, _OPERATION = 0x040A, 0x040D, 0x0503, 0x0501
_BRIEF = ("job-uri", "job-id")
"""What Get-Jobs tells when nothing is asked for (RFC 8011, section 4.2.6.1)."""
_FORMATS = ["application/pdf", "application/octet-stream"]


class IppFirmware:
    """Answers one IPP request."""

    def __init__(self, press: CardPress, faults: FaultRig, uri: Callable[[], str]) -> None:
        self._press = press
        self._faults = faults
        self._uri = uri

    def answer(self, data: bytes) -> bytes:
        """The answer to the bytes of a request."""
        try:
            heard = hear(data)
        except NotIpp:
            return say((2, 0), _BAD_REQUEST, 1, [])
        status, groups = self._judge(heard)
        major = heard.version[0] if heard.version[0] in {1, 2} else 2
        return say((major, heard.version[1] if major < 3 else 0), status, heard.request_id, groups)

    def _judge(self, heard: Heard) -> tuple[int, list[tuple[int, list[Said]]]]:
        if heard.version[0] not in {1, 2}:
            return _VERSION, []
        if heard.request_id == 0 or not heard.groups or heard.groups[0][0] != 1:
            return _BAD_REQUEST, []
        opening = list(heard.groups[0][1])[:2]
        if opening != ["attributes-charset", "attributes-natural-language"]:
            return _BAD_REQUEST, []
        if heard.first("attributes-charset") not in {"utf-8", "us-ascii"}:
            return _CHARSET, []
        if heard.first("printer-uri") is None and heard.first("job-uri") is None:
            return _BAD_REQUEST, []
        wanted = heard.first("document-format")
        if wanted is not None and wanted not in _FORMATS:
            return _FORMAT, []
        act = {
            0x0002: self._print_job,
            0x0004: self._validate,
            0x0008: self._cancel,
            0x0009: self._job,
            0x000A: self._jobs,
            0x000B: self._printer,
        }.get(heard.operation)
        return act(heard) if act is not None else (_OPERATION, [])

    def _validate(self, heard: Heard) -> tuple[int, list[tuple[int, list[Said]]]]:
        del heard
        return _OK, []

    def _print_job(self, heard: Heard) -> tuple[int, list[tuple[int, list[Said]]]]:
        wrong = self._faults.fire_number(FaultName.WRONG_STATUS)
        if wrong is not None:
            return wrong, []
        job = self._press.add(
            title=str(heard.first("job-name") or "untitled"),
            user=str(heard.first("requesting-user-name") or "anonymous"),
            pdf=heard.document,
        )
        return _OK, [(GROUP_JOB, self._told(job))]

    def _cancel(self, heard: Heard) -> tuple[int, list[tuple[int, list[Said]]]]:
        job = self._meant(heard)
        if job is None:
            return _NOT_FOUND, []
        return (_OK if self._press.cancel(job, "job-canceled-by-user") else _NOT_POSSIBLE), []

    def _job(self, heard: Heard) -> tuple[int, list[tuple[int, list[Said]]]]:
        job = self._meant(heard)
        if job is None:
            return _NOT_FOUND, []
        return _OK, [(GROUP_JOB, _asked(self._told(job), heard, "job-description"))]

    def _jobs(self, heard: Heard) -> tuple[int, list[tuple[int, list[Said]]]]:
        completed = heard.first("which-jobs") == "completed"
        ended = {PressJobState.CANCELED, PressJobState.ABORTED, PressJobState.COMPLETED}
        with self._press.changed:
            told = [
                (GROUP_JOB, _asked(self._told(job), heard, "job-description", _BRIEF))
                for job in self._press.jobs.values()
                if (job.state in ended) == completed
            ]
        limit = heard.first("limit")
        return _OK, told[:limit] if isinstance(limit, int) else told

    def _meant(self, heard: Heard) -> PressJob | None:
        number = heard.first("job-id")
        uri = heard.first("job-uri")
        if number is None and uri is not None:
            tail = str(uri).rpartition("/")[2]
            number = int(tail) if tail.isdigit() else None
        return self._press.jobs.get(number) if isinstance(number, int) else None

    def _told(self, job: PressJob) -> list[Said]:
        is_on = job.state in {PressJobState.PENDING, PressJobState.PROCESSING}
        return [
            ("integer", "job-id", [job.number]),
            ("uri", "job-uri", [f"{self._uri()}/{job.number}"]),
            ("enum", "job-state", [_STATES[job.state]]),
            ("keyword", "job-state-reasons", list(job.reasons)),
            ("uri", "job-printer-uri", [self._uri()]),
            ("name", "job-name", [job.title]),
            ("name", "job-originating-user-name", [job.user]),
            ("integer", "job-printer-up-time", [1]),
            ("integer", "time-at-creation", [1]),
            ("no-value" if is_on else "integer", "time-at-processing", [1]),
            ("no-value" if is_on else "integer", "time-at-completed", [1]),
            ("integer", "job-k-octets", [len(job.pdf) // 1024]),
            ("integer", "job-impressions", [1]),
            ("integer", "job-impressions-completed", [0 if is_on else 1]),
            ("integer", "job-media-sheets-completed", [0 if is_on else 1]),
        ]

    def _printer(self, heard: Heard) -> tuple[int, list[tuple[int, list[Said]]]]:
        return _OK, [(GROUP_PRINTER, _asked(self._about(), heard, "printer-description"))]

    def _about(self) -> list[Said]:
        with self._press.changed:
            job = self._press.current()
            busy = job is not None and job.state is PressJobState.PROCESSING
            state = 5 if self._press.is_stopped else 4 if busy else 3
            reasons = list(self._press.told_reasons())
            queued = sum(1 for each in self._press.jobs.values() if _STATES[each.state] < 7)
            stock, ribbon = self._press.stock, self._press.ribbon_left
        size: list[Said] = [
            ("integer", "x-dimension", [_MEDIA_SIZE[0]]),
            ("integer", "y-dimension", [_MEDIA_SIZE[1]]),
        ]
        margins = [(f"media-{side}-margin") for side in ("top", "bottom", "left", "right")]
        column: list[Said] = [
            ("collection", "media-size", [size]),
            *[("integer", name, [0]) for name in margins],
        ]
        uri = self._uri()
        return [
            ("uri", "printer-uri-supported", [uri]),
            ("keyword", "uri-security-supported", ["none"]),
            ("keyword", "uri-authentication-supported", ["requesting-user-name"]),
            ("name", "printer-name", ["Card-Printer-Simulator"]),
            ("text", "printer-location", ["Counter"]),
            ("text", "printer-info", ["Card printer simulator"]),
            ("text", "printer-make-and-model", ["Simulator Card Printer"]),
            ("uri", "printer-more-info", [uri.replace("ipp:", "http:")]),
            ("uri", "printer-uuid", ["urn:uuid:6f2f3d52-64a5-5a0b-8d0c-3a1f0e0c1d85"]),
            ("text", "printer-device-id", ["MFG:Simulator;MDL:Card Printer;CMD:PDF;"]),
            ("enum", "printer-state", [state]),
            ("keyword", "printer-state-reasons", reasons),
            ("text", "printer-state-message", [f"{stock} cards, ribbon for {ribbon}"]),
            ("keyword", "ipp-versions-supported", ["1.1", "2.0"]),
            ("enum", "operations-supported", [0x02, 0x04, 0x08, 0x09, 0x0A, 0x0B]),
            ("boolean", "multiple-document-jobs-supported", [False]),
            ("charset", "charset-configured", ["utf-8"]),
            ("charset", "charset-supported", ["us-ascii", "utf-8"]),
            ("language", "natural-language-configured", ["en"]),
            ("language", "generated-natural-language-supported", ["en"]),
            ("mimeType", "document-format-default", ["application/pdf"]),
            ("mimeType", "document-format-supported", _FORMATS),
            ("boolean", "printer-is-accepting-jobs", [True]),
            ("integer", "queued-job-count", [queued]),
            ("keyword", "pdl-override-supported", ["attempted"]),
            ("integer", "printer-up-time", [1]),
            ("keyword", "compression-supported", ["none"]),
            ("boolean", "color-supported", [False]),
            ("integer", "pages-per-minute", [3]),
            ("integer", "copies-default", [1]),
            ("range", "copies-supported", [(1, 1)]),
            ("enum", "finishings-default", [3]),
            ("enum", "finishings-supported", [3]),
            ("keyword", "media-default", [CARD_MEDIA]),
            ("keyword", "media-supported", [CARD_MEDIA]),
            ("keyword", "media-ready", [CARD_MEDIA]),
            ("collection", "media-col-default", [column]),
            ("collection", "media-col-ready", [column]),
            ("collection", "media-col-database", [column]),
            ("collection", "media-size-supported", [size]),
            ("keyword", "media-col-supported", ["media-size", *margins]),
            *[("integer", f"{name}-supported", [0]) for name in margins],
            ("enum", "orientation-requested-default", [3]),
            ("enum", "orientation-requested-supported", [3, 4]),
            ("keyword", "output-bin-default", ["face-up"]),
            ("keyword", "output-bin-supported", ["face-up"]),
            ("enum", "print-quality-default", [4]),
            ("enum", "print-quality-supported", [4]),
            ("resolution", "printer-resolution-default", [(300, 300)]),
            ("resolution", "printer-resolution-supported", [(300, 300)]),
            ("keyword", "print-color-mode-default", ["monochrome"]),
            ("keyword", "print-color-mode-supported", ["monochrome"]),
            ("keyword", "sides-default", ["one-sided"]),
            ("keyword", "sides-supported", ["one-sided"]),
            ("keyword", "which-jobs-supported", ["completed", "not-completed"]),
            (
                "keyword",
                "job-creation-attributes-supported",
                ["copies", "media", "media-col", "orientation-requested", "sides"],
            ),
        ]


def _asked(
    told: list[Said], heard: Heard, everything: str, otherwise: tuple[str, ...] = ()
) -> list[Said]:
    names = {str(name) for name in heard.all("requested-attributes") or otherwise}
    if not names or names & {"all", everything}:
        return told
    return [said for said in told if said[1] in names]
