"""A `chub` that runs beside a peer, and what it said."""

import asyncio
import json


class Chub:
    """A process of chub; `events` are its JSON lines, `diagnostics` its standard error."""

    def __init__(self, path, *arguments):
        self.arguments = (path, *(str(argument) for argument in arguments))
        self.events = []
        self.diagnostics = []
        self.status = None
        self.process = None
        self.readers = []

    async def start(self):
        self.process = await asyncio.create_subprocess_exec(
            *self.arguments, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE, limit=1 << 20,
        )
        return self

    async def port(self):
        """IF-1: the first line of `serve` names the port."""
        line = (await self.process.stdout.readline()).decode()
        if not line.startswith("listening 127.0.0.1:"):
            raise RuntimeError(f"the first line is {line!r}")
        return int(line.rpartition(":")[2])

    async def finish(self, seconds=240):
        """Waits for the end; a process that does not end is killed, and has status None."""
        reads = asyncio.gather(self.read_events(), self.read_diagnostics())
        try:
            await asyncio.wait_for(reads, seconds)
            self.status = await asyncio.wait_for(self.process.wait(), 60)
        except TimeoutError:
            self.process.kill()
            await self.process.wait()
        return self

    async def read_events(self):
        while line := await self.process.stdout.readline():
            try:
                self.events.append(json.loads(line))
            except ValueError:
                self.events.append({"text": line.decode().rstrip("\n")})

    async def read_diagnostics(self):
        while line := await self.process.stderr.readline():
            self.diagnostics.append(line.decode().rstrip("\n"))

    def named(self, name):
        return [event for event in self.events if event.get("event") == name]

    @property
    def alerts(self):
        """`8F8A fileTransferSuccess 00000002`, in order."""
        return [
            f"{alert['alertCode']} {alert['response']} {alert['firmwareVersion']}" for alert in self.named("alert")
        ]


async def run(path, *arguments, standard_input=b"", seconds=240):
    """A chub that needs no peer: status, standard output and standard error."""
    process = await asyncio.create_subprocess_exec(
        path, *(str(argument) for argument in arguments), stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )
    output, diagnostics = await asyncio.wait_for(process.communicate(standard_input), seconds)
    return process.returncode, output.decode(), diagnostics.decode()
