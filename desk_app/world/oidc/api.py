"""The addresses of the OpenID provider."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Callable
from urllib.parse import unquote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from desk_app.web.pages import field_text
from desk_app.world.identity.sign_in import SIGNED_IN_AT, SignInPages
from desk_app.world.oidc.clients import Clients
from desk_app.world.oidc.provider import Asked, Provider
from desk_app.world.web.pages import KB, Pages

SCOPES = ("openid", "profile", "email", "bibliotheek")


class OidcApi:
    """Discovery, authorize, token, jwks, userinfo."""

    def __init__(
        self,
        provider: Provider,
        clients: Clients,
        pages: Pages,
        sign_in: SignInPages,
        address: Callable[[], str],
    ) -> None:
        self._provider = provider
        self._clients = clients
        self._pages = pages
        self._sign_in = sign_in
        self._address = address

    def routes(self) -> list[Route]:
        """Where everything stands."""
        return [
            Route("/.well-known/openid-configuration", self._discovery),
            Route("/authorize", self._authorize),
            Route("/token", self._token, methods=["POST"]),
            Route("/jwks", self._jwks),
            Route("/userinfo", self._userinfo, methods=["GET", "POST"]),
        ]

    async def _discovery(self, _: Request) -> Response:
        at = self._address()
        return JSONResponse(
            {
                "issuer": at,
                "authorization_endpoint": f"{at}/authorize",
                "token_endpoint": f"{at}/token",
                "jwks_uri": f"{at}/jwks",
                "userinfo_endpoint": f"{at}/userinfo",
                "scopes_supported": list(SCOPES),
                "response_types_supported": ["code"],
                "response_modes_supported": ["query"],
                "grant_types_supported": ["authorization_code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["ES256"],
                "token_endpoint_auth_methods_supported": [
                    "none",
                    "client_secret_basic",
                    "client_secret_post",
                ],
                "code_challenge_methods_supported": ["S256"],
                "claims_supported": "sub preferred_username name email email_verified".split(),
                "ui_locales_supported": ["nl"],
                "authorization_response_iss_parameter_supported": True,
            }
        )

    async def _authorize(self, request: Request) -> Response:
        asked = {name: value for name, value in request.query_params.items() if value}
        client = self._clients.get(asked.get("client_id", ""))
        redirect = asked.get("redirect_uri", "")
        if client is None or redirect not in client.redirect_uris:
            return self._pages.page(request, KB, "kb/unknown_site.html", status=400)
        wrong = _wrong(asked)
        if wrong:
            return self._back(redirect, asked.get("state"), error=wrong)
        account = self._sign_in.signed_in(request)
        prompts = asked.get("prompt", "").split()
        session = self._pages.session(request, KB)
        fresh = session.data.pop("prompted", "") == asked["code_challenge"]
        if account is None or ("login" in prompts and not fresh):
            if "none" in prompts:
                return self._back(redirect, asked.get("state"), error="login_required")
            session.data["prompted"] = asked["code_challenge"]
            onward = f"{request.url.path}?{request.url.query}"
            return self._sign_in.ask_first(request, onward, client.visiting)
        code = self._provider.code(
            Asked(
                client.client_id,
                redirect,
                " ".join(one for one in asked["scope"].split() if one in SCOPES),
                asked["code_challenge"],
                asked.get("nonce"),
                asked.get("state"),
            ),
            account,
            int(session.data.get(SIGNED_IN_AT) or 0),
        )
        return self._back(redirect, asked.get("state"), code=code)

    async def _token(self, request: Request) -> Response:
        fields = await request.form(max_files=0, max_fields=64)
        client_id, secret = _credentials(request)
        client = self._clients.get(client_id or field_text(fields, "client_id"))
        given = secret or field_text(fields, "client_secret")
        if client is None or not hmac.compare_digest(client.secret.encode(), given.encode()):
            return _refused("invalid_client", 401)
        if field_text(fields, "grant_type") != "authorization_code":
            return _refused("unsupported_grant_type")
        tokens = self._provider.redeem(
            field_text(fields, "code"),
            client.client_id,
            field_text(fields, "redirect_uri"),
            field_text(fields, "code_verifier"),
        )
        return JSONResponse(tokens) if tokens else _refused("invalid_grant")

    async def _jwks(self, _: Request) -> Response:
        return JSONResponse(self._provider.keys())

    async def _userinfo(self, request: Request) -> Response:
        kind, _, access = request.headers.get("authorization", "").partition(" ")
        claims = self._provider.userinfo(access.strip()) if kind.lower() == "bearer" else None
        if claims is None:
            return Response(
                status_code=401, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'}
            )
        return JSONResponse(claims)

    def _back(self, redirect: str, state: str | None, **told: str) -> Response:
        told["iss"] = self._address()
        if state is not None:
            told["state"] = state
        joint = "&" if urlsplit(redirect).query else "?"
        return RedirectResponse(f"{redirect}{joint}{urlencode(told)}", 303)


def _wrong(asked: dict[str, str]) -> str | None:
    if asked.get("response_type") != "code":
        return "unsupported_response_type"
    if "openid" not in asked.get("scope", "").split():
        return "invalid_scope"
    challenge, method = asked.get("code_challenge", ""), asked.get("code_challenge_method")
    return None if len(challenge) == 43 and method == "S256" else "invalid_request"


def _credentials(request: Request) -> tuple[str, str]:
    """The client's name and secret of HTTP Basic (RFC 6749, 2.3.1); empty without."""
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return "", ""
    try:
        name, _, secret = base64.b64decode(given, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return unquote(name), unquote(secret)


def _refused(error: str, status: int = 400) -> Response:
    return JSONResponse({"error": error}, status)
