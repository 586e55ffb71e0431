"""Headless Chromium, talked to over a pipe, so that the standard library is enough."""

import json
import os
import select
import subprocess
import time

FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-extensions", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-pipe",
]


def complaint(event):
    """What is wrong with an event, or None."""
    method, params = event.get("method"), event.get("params", {})
    if method == "Network.requestWillBeSent" and not params["request"]["url"].startswith(("file:", "data:")):
        return f"asks for {params['request']['url']}"
    if method == "Network.loadingFailed" and not params.get("canceled"):
        return f"something did not load: {params.get('errorText')} {params.get('blockedReason', '')}"
    if method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
        return f"the browser says: {params['entry']['text']}"
    if method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
        return f"the console says: {json.dumps(params['args'])}"
    if method == "Runtime.exceptionThrown":
        return f"an exception: {params['exceptionDetails'].get('text')}"
    return None


class Browser:
    """A browser and one tab of it."""

    def __init__(self, profile, flags=()):
        here_in, there_out = os.pipe()
        there_in, here_out = os.pipe()

        def connect():
            # The browser reads from 3 and writes to 4; both copies must not close each other.
            first, second = os.dup(there_in), os.dup(there_out)
            os.dup2(first, 3)
            os.dup2(second, 4)

        command = [os.environ.get("CHROMIUM", "chromium"), *FLAGS, *flags, f"--user-data-dir={profile}", "about:blank"]
        self.process = subprocess.Popen(
            command, preexec_fn=connect, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(there_in)
        os.close(there_out)
        self.incoming, self.outgoing = here_in, here_out
        self.buffer, self.number, self.events, self.session = b"", 0, [], None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.call(f"{domain}.enable")

    def call(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.outgoing, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + 60
        while True:
            answer = self.read(deadline)
            if answer is None:
                raise TimeoutError(method)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def read(self, deadline):
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.incoming], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                return None
            more = os.read(self.incoming, 1 << 20)
            if not more:
                raise EOFError("the browser is gone")
            self.buffer += more
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def open(self, url):
        """Opens an address, waits until it is loaded, and gives the events on the way."""
        self.events = []
        self.call("Page.navigate", url=url)
        deadline = time.monotonic() + 30
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            event = self.read(deadline)
            if event is None:
                raise TimeoutError(url)
            self.events.append(event)
        return self.events

    def evaluate(self, expression):
        """The value of an expression on the page; a promise is waited for."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def close(self):
        self.session = None
        try:
            self.call("Browser.close")
        except (EOFError, OSError, TimeoutError):
            pass
        self.process.wait(20)
