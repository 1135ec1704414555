"""The addresses of the SCIM service: `/scim/v2/Users` and what belongs to it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from desk_app.web.pages import bearer
from desk_app.world.identity.accounts import Account
from desk_app.world.scim.errors import ScimError
from desk_app.world.scim.filters import compile_filter
from desk_app.world.scim.patches import patched
from desk_app.world.scim.resources import etag, narrowed, user, wanted
from desk_app.world.scim.schemas import (
    MOST,
    SEARCH,
    list_response,
    resource_types,
    schemas,
    service_provider_config,
)
from desk_app.world.scim.service import Provisioning

MEDIA = "application/scim+json"
Handler = Callable[[Request], Awaitable[Response]]


class ScimApi:
    """Every request carries the bearer token of the library."""

    def __init__(self, provisioning: Provisioning, token: str) -> None:
        self._provisioning = provisioning
        self._accounts = provisioning.accounts
        self._token = token

    def routes(self) -> Mount:
        """Where everything stands."""
        each = "/Users/{id}"
        return Mount(
            "/scim/v2",
            routes=[
                self._route("/ServiceProviderConfig", GET=self._config),
                self._route("/ResourceTypes", GET=self._types),
                self._route("/ResourceTypes/{id}", GET=self._types),
                self._route("/Schemas", GET=self._schemas),
                self._route("/Schemas/{id}", GET=self._schemas),
                self._route("/Users", GET=self._list, POST=self._make),
                self._route("/Users/.search", POST=self._search),
                self._route("/.search", POST=self._search),
                self._route(f"{each}/oneTimeCode", POST=self._code),
                self._route(
                    each, GET=self._show, PUT=self._put, PATCH=self._patch, DELETE=self._delete
                ),
                Route("/{anything:path}", self._nowhere),
            ],
        )

    def _route(self, path: str, **handlers: Handler) -> Route:
        async def answer(request: Request) -> Response:
            try:
                if not bearer(request, self._token):
                    refusal = ScimError(401, "a bearer token is needed")
                    return _json(refusal.body(), 401, {"WWW-Authenticate": "Bearer"})
                handler = handlers.get("GET" if request.method == "HEAD" else request.method)
                if handler is None:
                    raise ScimError(405, "this cannot be done here")
                return await handler(request)
            except ScimError as refused:
                return _json(refused.body(), refused.status)

        every = ["GET", "POST", "PUT", "PATCH", "DELETE"]
        return Route(path, answer, methods=every)

    async def _nowhere(self, request: Request) -> Response:
        return _json(ScimError(404, f"there is no {request.url.path}").body(), 404)

    async def _config(self, request: Request) -> Response:
        return _json(service_provider_config(_at(request)))

    async def _types(self, request: Request) -> Response:
        return _described(request, resource_types(_at(request)))

    async def _schemas(self, request: Request) -> Response:
        return _described(request, schemas(_at(request)))

    async def _list(self, request: Request) -> Response:
        asked = {name.casefold(): value for name, value in request.query_params.items()}
        return self._answer(request, asked)

    async def _search(self, request: Request) -> Response:
        message = await _message(request)
        if SEARCH not in message.get("schemas", []):
            raise ScimError(400, "this is no SearchRequest", "invalidSyntax")
        asked = {
            name.casefold(): ",".join(value) if isinstance(value, list) else str(value)
            for name, value in message.items()
        }
        return self._answer(request, asked)

    def _answer(self, request: Request, asked: dict[str, str]) -> Response:
        fits = compile_filter(asked["filter"]) if asked.get("filter") else None
        found = [user(account, _at(request)) for account in self._accounts.all()]
        found = [one for one in found if fits is None or fits(one)]
        start = max(1, _number(asked.get("startindex"), 1))
        count = min(MOST, max(0, _number(asked.get("count"), MOST)))
        page = found[start - 1 : start - 1 + count]
        page = [
            narrowed(one, _names(asked, "attributes"), _names(asked, "excludedattributes"))
            for one in page
        ]
        return _json(list_response(page, len(found), start))

    async def _show(self, request: Request) -> Response:
        account = self._account(request)
        if request.headers.get("if-none-match") == etag(account):
            return Response(status_code=304, headers={"ETag": etag(account)})
        return self._one(request, account)

    async def _make(self, request: Request) -> Response:
        account = self._provisioning.make(wanted(await _message(request)))
        place = f"{_at(request)}/Users/{account.id}"
        return self._one(request, account, 201, {"Location": place})

    async def _put(self, request: Request) -> Response:
        account = self._account(request)
        _check_version(request, account)
        self._provisioning.change(account, wanted(await _message(request)))
        return self._one(request, account)

    async def _patch(self, request: Request) -> Response:
        message = await _message(request)
        account = self._account(request)
        _check_version(request, account)
        after = patched(user(account, _at(request)), message)
        self._provisioning.change(account, wanted(after))
        return self._one(request, account)

    async def _delete(self, request: Request) -> Response:
        account = self._account(request)
        _check_version(request, account)
        self._provisioning.delete(account)
        return Response(status_code=204)

    async def _code(self, request: Request) -> Response:
        account = self._account(request)
        if not account.active:
            raise ScimError(409, "this account was not activated yet")
        code, expires = self._provisioning.one_time_code(account)
        return _json({"code": code, "expires": expires}, 201)

    def _account(self, request: Request) -> Account:
        account = self._accounts.get(request.path_params["id"])
        if account is None:
            raise ScimError(404, "there is no such user")
        return account

    def _one(
        self,
        request: Request,
        account: Account,
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> Response:
        asked = {name.casefold(): value for name, value in request.query_params.items()}
        shown = narrowed(
            user(account, _at(request)),
            _names(asked, "attributes"),
            _names(asked, "excludedattributes"),
        )
        return _json(shown, status, {"ETag": etag(account), **(headers or {})})


def _described(request: Request, all_of_them: list[dict[str, Any]]) -> Response:
    if "filter" in request.query_params:
        raise ScimError(403, "descriptions are not filtered")
    wanted_id = request.path_params.get("id")
    if wanted_id is None:
        return _json(list_response(all_of_them, len(all_of_them), 1))
    found = [one for one in all_of_them if one["id"] == wanted_id]
    if not found:
        raise ScimError(404, "there is no such description")
    return _json(found[0])


def _check_version(request: Request, account: Account) -> None:
    asked = request.headers.get("if-match")
    if asked not in {None, "*", etag(account)}:
        raise ScimError(412, "it was changed in the meantime")


async def _message(request: Request) -> dict[str, Any]:
    try:
        message = json.loads(await request.body())
    except ValueError:
        raise ScimError(400, "this is no JSON", "invalidSyntax") from None
    if not isinstance(message, dict):
        raise ScimError(400, "a message is an object", "invalidSyntax")
    return message


def _number(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        raise ScimError(400, "a number is missing", "invalidValue") from None


def _names(asked: dict[str, str], name: str) -> list[str]:
    return [part for part in asked.get(name, "").split(",") if part.strip()]


def _at(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}/scim/v2"


def _json(
    body: dict[str, Any], status: int = 200, headers: dict[str, str] | None = None
) -> JSONResponse:
    return JSONResponse(body, status, headers, media_type=MEDIA)
