"""A server's loop: each request allocates, sessions survive it, the least recent are evicted.

    python server_loop.py                       100,000 requests
    python server_loop.py --requests 300000     longer
    python server_loop.py --resident            and its resident memory at ten points

A request takes about 80 blocks of the allocator, of which few are left when it is done.
"""

import sys
import zlib
from collections import OrderedDict, deque
from pathlib import Path

SESSIONS = 2_000


class Request:
    def __init__(self, verb: str, path: str, headers: dict[str, str]) -> None:
        self.verb = verb
        self.path = path
        self.headers = headers
        self.query: dict[str, str] = {}


class Session:
    def __init__(self, name: str) -> None:
        self.name = name
        self.visits = 0
        self.basket: dict[str, int] = {}
        self.history: list[str] = []


class Server:
    def __init__(self) -> None:
        self.sessions: OrderedDict[str, Session] = OrderedDict()
        self.log: deque[str] = deque(maxlen=500)
        self.sent = 0

    def parse(self, raw: bytes) -> Request:
        head, *lines = raw.decode().split("\r\n")
        verb, target, _ = head.split(" ")
        headers = {}
        for line in lines:
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
        path, _, query = target.partition("?")
        request = Request(verb, path, headers)
        for pair in query.split("&"):
            name, _, value = pair.partition("=")
            request.query[name] = value
        return request

    def session(self, name: str) -> Session:
        session = self.sessions.pop(name, None) or Session(name)
        self.sessions[name] = session
        if len(self.sessions) > SESSIONS:
            self.sessions.popitem(last=False)
        return session

    def handle(self, raw: bytes) -> bytes:
        request = self.parse(raw)
        session = self.session(request.headers["cookie"])
        session.visits += 1
        item = request.query["item"]
        session.basket[item] = session.basket.get(item, 0) + int(request.query["count"])
        session.history.append(request.path)
        del session.history[:-20]
        rows = [f"<li>{name}: {count}</li>" for name, count in list(session.basket.items())[-8:]]
        if len(session.basket) > 30:
            session.basket.clear()
        body = f"<h1>{session.name}</h1><ul>{''.join(rows)}</ul>".encode()
        self.log.append(f"{request.verb} {request.path} {len(body)} {session.visits}")
        return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def raw_request(i: int) -> bytes:
    user = i * i % 9973 if i % 3 else i % 97
    return (
        f"GET /shop/{i % 211}?item=i{i * 7 % 1009}&count={i % 9} HTTP/1.1\r\nHost: example.org\r\n"
        f"Cookie: user{user}\r\nAccept: text/html"
    ).encode()


def resident() -> int:
    """KiB of the process that are in memory."""
    return int(Path("/proc/self/smaps_rollup").read_text().partition("Rss:")[2].split()[0])


def requests() -> int:
    if "--requests" in sys.argv:
        return int(sys.argv[sys.argv.index("--requests") + 1])
    return 1_000 if "--short" in sys.argv else 100_000


def main() -> None:
    server, count, check = Server(), requests(), 0
    report = "--resident" in sys.argv
    for i in range(count):
        check = zlib.crc32(server.handle(raw_request(i)), check)
        if report and (i + 1) * 10 // count != i * 10 // count:
            print("resident", i + 1, resident())
    print("checksum", check, len(server.sessions), len(server.log))


main()
