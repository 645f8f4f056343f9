"""A headless Chromium, driven by its DevTools protocol with Python's own library: a page from a file, and what it shows."""

import base64
import json
import os
import pathlib
import re
import shutil
import socket
import struct
import subprocess
import tempfile
import time
import urllib.request


class Browser:
    """One page of one browser. `evaluate` awaits what JavaScript says, `key` presses keys, `picture` takes one."""

    def __init__(self, width=1280, height=900, dark=False):
        self.folder = tempfile.mkdtemp()
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0",
             f"--user-data-dir={self.folder}", "--no-first-run", "--hide-scrollbars", "--disable-dev-shm-usage", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port_file = pathlib.Path(self.folder, "DevToolsActivePort")
        while not (port_file.exists() and port_file.read_text().count("\n")):
            if self.process.poll() is not None:
                raise RuntimeError("chromium has ended")
            time.sleep(0.1)
        port = int(port_file.read_text().split("\n")[0])
        target = None
        while target is None:
            pages = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/json"))
            target = next((page for page in pages if page["type"] == "page"), None)
        self.socket = self.connect(port, target["webSocketDebuggerUrl"].split(str(port), 1)[1])
        self.number = 0
        self.errors = []
        self.ask("Runtime.enable")
        self.ask("Log.enable")
        self.ask("Page.enable")
        # Else what is typed may come before the page has the focus.
        self.ask("Emulation.setFocusEmulationEnabled", enabled=True)
        self.resize(width, height, dark)

    def connect(self, port, path):
        connection = socket.create_connection(("127.0.0.1", port))
        key = base64.b64encode(os.urandom(16)).decode()
        connection.sendall((f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
                            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
        self.stream = connection.makefile("rb")
        while self.stream.readline().strip():
            pass
        return connection

    def send(self, text):
        data = text.encode()
        head = bytes([0x81]) + (
            bytes([0x80 | len(data)]) if len(data) < 126
            else bytes([0x80 | 126]) + struct.pack(">H", len(data)) if len(data) < 65536
            else bytes([0x80 | 127]) + struct.pack(">Q", len(data)))
        # The mask is zeros: it changes nothing.
        self.socket.sendall(head + bytes(4) + data)

    def receive(self):
        data = b""
        while True:
            first, second = self.stream.read(2)
            size = second & 0x7F
            if size == 126:
                size = struct.unpack(">H", self.stream.read(2))[0]
            elif size == 127:
                size = struct.unpack(">Q", self.stream.read(8))[0]
            data += self.stream.read(size)
            if first & 0x80:
                return json.loads(data)

    def ask(self, method, **parameters):
        self.number += 1
        self.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            answer = self.receive()
            if answer.get("method") == "Runtime.exceptionThrown":
                self.errors.append(answer["params"]["exceptionDetails"]["exception"].get("description"))
            if answer.get("method") == "Log.entryAdded" and answer["params"]["entry"]["level"] == "error":
                self.errors.append(answer["params"]["entry"]["text"])
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def resize(self, width, height, dark=False, is_still=False):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.ask("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce" if is_still else "no-preference"}])
        # The page is told when it is next drawn.
        self.evaluate(f"new Promise((done) => {{ const look = () => innerWidth === {width}"
                      " ? requestAnimationFrame(() => requestAnimationFrame(done)) : requestAnimationFrame(look); look(); })")

    def open(self, address):
        """Opens a page, and waits until it is ready."""
        self.ask("Page.navigate", url="about:blank")
        self.ask("Page.navigate", url=address)
        end = time.monotonic() + 60
        while not self.evaluate("document.documentElement?.dataset.ready !== undefined"):
            if time.monotonic() > end:
                raise RuntimeError(f"the page is not ready: {self.errors}")
            time.sleep(0.05)

    def evaluate(self, script):
        result = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"]["exception"].get("description"))
        return result["result"].get("value")

    def key(self, name, shift=False, control=False):
        code = {"Enter": 13, "Tab": 9, "Escape": 27, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40,
                "Home": 36, "End": 35, " ": 32, "a": 65}[name]
        press = {"key": name, "windowsVirtualKeyCode": code, "modifiers": 8 * shift + 2 * control}
        text = {"Enter": "\r", " ": " "}.get(name)
        commands = {"commands": ["selectAll"]} if control and name == "a" else {}
        self.ask("Input.dispatchKeyEvent", type="keyDown", **press, **commands, **({"text": text} if text else {}))
        self.ask("Input.dispatchKeyEvent", type="keyUp", **press)

    def write(self, text):
        self.ask("Input.insertText", text=text)

    def picture(self, path, whole=True):
        data = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"]
        pathlib.Path(path).write_bytes(base64.b64decode(data))

    def close(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
