"""An OpenID Connect issuer of tokens on this machine."""

from __future__ import annotations

import json
import time
import urllib.request
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from joserfc import jws
from joserfc.jwk import ECKey, RSAKey

HOST = "identity.example.com"
AUDIENCE = "analysts.example"
TAGS = "https://aws.amazon.com/tags"


@cache
def _key_of(host: str) -> RSAKey:
    """Issuers at two hosts have two keys; it takes long to make one."""
    return RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})


class Issuer:
    """Publishes its metadata and keys below a path, and signs tokens."""

    def __init__(self, path: str = "", host: str = HOST) -> None:
        self.name = f"{host}{path}"
        self.url = f"https://{self.name}"
        self.key: RSAKey | ECKey = _key_of(host)
        self.metadata: dict[str, Any] = {"issuer": self.url, "jwks_uri": f"{self.url}/keys"}
        self.status = 200
        self._path = path
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())

    def __enter__(self) -> Issuer:
        # Shutting down waits for the next look at whether to go on: by default, half a second.
        Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def endpoint(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def claims(self, **more: Any) -> dict[str, Any]:
        """Of a token that is valid now; None takes a claim away."""
        now = int(time.time())
        found = {"iss": self.url, "sub": "ann", "aud": AUDIENCE, "iat": now, "exp": now + 300}
        return {name: value for name, value in {**found, **more}.items() if value is not None}

    def token(self, key: Any = None, alg: str = "RS256", **claims: Any) -> str:
        """A signed token."""
        signer = key or self.key
        header = {"alg": alg, "kid": signer.kid, "typ": "JWT"}
        payload = json.dumps(self.claims(**claims)).encode()
        return jws.serialize_compact(header, payload, signer, algorithms=[alg])

    def tagged(self, slug: str, **claims: Any) -> str:
        """A token that says of which organization its subject is."""
        return self.token(**{TAGS: {"principal_tags": {"orgSlug": [slug]}}, **claims})

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                """Metadata and keys."""
                pages = {
                    f"{issuer._path}/.well-known/openid-configuration": issuer.metadata,
                    f"{issuer._path}/keys": {"keys": [issuer.key.as_dict(private=False)]},
                }
                found = pages.get(self.path)
                self.send_response(404 if found is None else issuer.status)
                self.end_headers()
                self.wfile.write(json.dumps(found).encode())

            def log_message(self, format: str, *arguments: Any) -> None:
                """Nothing."""

        return Handler


def tell_address(ready: dict[str, str], issuer: str, endpoint: str) -> Any:
    """Tells the emulator where an issuer is."""
    body = json.dumps({"issuer": issuer, "endpoint": endpoint}).encode()
    url = f"{ready['endpoint']}/emulator-api/identity-providers/addresses"
    with urllib.request.urlopen(urllib.request.Request(url, body, method="PUT")) as answer:
        return json.load(answer)
