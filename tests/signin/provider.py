"""An OpenID Connect provider as a process of its own; it can be told to lie.

python -m tests.signin.provider [PORT]   prints its issuer when it listens

POST /control with JSON decides how the next answers are: `sub`, `claims` (added to the ID token), `drop` (claims left
out), `header`, `sign_with` ("wrong" or "none"), `issuer` (of the token), `configured_issuer` (of the configuration),
`down` (true: 503 from everything), `error` (given back instead of a code), `userinfo`. GET /asked tells what was asked.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "kvalitet", "hemmelig-nok"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
WRONG_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class State:
    """What the provider was told, was asked, and has given out."""

    def __init__(self) -> None:
        self.told: dict = {}
        self.asked: list[dict] = []
        self.codes: dict[str, dict] = {}


STATE = State()


class Handler(BaseHTTPRequestHandler):
    """Answers like Entra ID or ID-porten would."""

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def log_message(self, *args) -> None:
        """Be quiet."""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path == "/asked":
            self.answer({"asked": STATE.asked})
            return
        STATE.asked.append({"path": url.path, **query})
        if STATE.told.get("down"):
            self.answer({"error": "down"}, 503)
        elif url.path == "/.well-known/openid-configuration":
            self.configuration()
        elif url.path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            self.answer({"keys": [{**public, "kid": "first", "alg": "RS256", "use": "sig"}]})
        elif url.path == "/authorize":
            self.authorize(query)
        elif url.path == "/userinfo":
            self.answer(STATE.told.get("userinfo", {}))
        elif url.path == "/end":
            self.answer({"ended": True})
        else:
            self.answer({"error": "not found"}, 404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if self.path == "/control":
            STATE.told, STATE.asked = json.loads(body), []
            self.answer({})
            return
        form = {name: values[0] for name, values in parse_qs(body).items()}
        STATE.asked.append({"path": self.path, **form})
        if STATE.told.get("down"):
            self.answer({"error": "down"}, 503)
        else:
            self.token(form)

    def configuration(self) -> None:
        here = self.issuer
        self.answer(
            {
                "issuer": STATE.told.get("configured_issuer", here),
                "authorization_endpoint": f"{here}/authorize",
                "token_endpoint": f"{here}/token",
                "userinfo_endpoint": f"{here}/userinfo",
                "jwks_uri": f"{here}/keys",
                "end_session_endpoint": f"{here}/end",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
                "id_token_signing_alg_values_supported": ["RS256"],
            }
        )

    def authorize(self, query: dict) -> None:
        """Sign in at once as whoever we were told, as with an open session."""
        if error := STATE.told.get("error"):
            found = {"error": error, "state": query["state"]}
        else:
            code = secrets.token_urlsafe(16)
            STATE.codes[code] = query
            found = {"code": code, "state": query["state"]}
        self.send_response(302)
        self.send_header("Location", f"{query['redirect_uri']}?{urlencode(found)}")
        self.end_headers()

    def token(self, form: dict) -> None:
        """Give the token for a code once, to the client that holds the verifier."""
        query = STATE.codes.pop(form.get("code", ""), None)
        if query is None or (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            self.answer({"error": "invalid_grant"}, 400)
            return
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != query.get("code_challenge"):
            self.answer({"error": "invalid_grant"}, 400)
            return
        self.answer({"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": self.id_token(query)})

    def id_token(self, query: dict) -> str:
        told, now = STATE.told, int(time.time())
        claims = {
            "iss": told.get("issuer", self.issuer),
            "aud": CLIENT,
            "sub": told.get("sub", "someone"),
            "iat": now,
            "exp": now + 60,
            "nonce": query.get("nonce"),
            **told.get("claims", {}),
        }
        for name in told.get("drop", []):
            del claims[name]
        how = told.get("sign_with", "right")
        header = {"kid": "first", **told.get("header", {})}
        if how == "none":
            return jwt.encode(claims, None, algorithm="none", headers=header)
        if how == "client secret":
            return jwt.encode(claims, SECRET.ljust(32, "x"), algorithm="HS256", headers=header)
        return jwt.encode(claims, KEY if how == "right" else WRONG_KEY, algorithm="RS256", headers=header)

    def answer(self, found: dict, status: int = 200) -> None:
        body = json.dumps(found).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 0), Handler)
    sys.stdout.write(f"http://127.0.0.1:{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()
