"""A browser of few words: keeps cookies, sends forms with their token, goes through the TLS proxy."""

import re
from http.cookies import SimpleCookie
from urllib.parse import urlencode

BOUNDARY = "----kvalitet"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Browser:
    def __init__(self, installation, host):
        self.installation, self.host = installation, host
        self.cookies = {}
        self.raw_cookies = []

    def headers(self, **more):
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": jar, "Referer": f"https://{self.host}/", "Origin": f"https://{self.host}", **more}

    def _kept(self, answer):
        for raw in answer.headers.get_all("Set-Cookie") or []:
            self.raw_cookies.append(raw)
            for name, morsel in SimpleCookie(raw).items():
                self.cookies[name] = morsel.value
        return answer.status, dict(answer.getheaders()), answer.read()

    def get(self, path):
        with self.installation.asking("GET", path, headers=self.headers()) as answer:
            return self._kept(answer)

    def send(self, path, fields, page=None):
        """Open the page of the form, and send it."""
        token = TOKEN.search(self.get(page or path)[2].decode())[1]
        body = urlencode({**fields, "csrfmiddlewaretoken": token})
        headers = self.headers(**{"Content-Type": "application/x-www-form-urlencoded"})
        with self.installation.asking("POST", path, body=body, headers=headers) as answer:
            return self._kept(answer)

    def upload(self, path, name, size):
        """Send a file of so many bytes, made while it is sent."""
        token = TOKEN.search(self.get(path)[2].decode())[1]
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="new_files"; filename="{name}"\r\n\r\n%PDF-1.7\n'
        ).encode()
        tail = f"\r\n--{BOUNDARY}--\r\n".encode()

        def body():
            yield head
            for _part in range(size // 1_000_000):
                yield bytes(1_000_000)
            yield tail

        length = str(len(head) + size // 1_000_000 * 1_000_000 + len(tail))
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        headers = self.headers(**{"Content-Type": kind, "Content-Length": length})
        with self.installation.asking("POST", path, body=body(), headers=headers) as answer:
            return self._kept(answer)
