#!/usr/bin/env python3
"""A small OTA client that chub vectors play can test: the lines of vectors/README.md, on standard input and output.

It takes images by blocks and activates them; what it is not made for, pages say, it declares unsupported. It is no whole
device: of the scenarios that it tries some fail, and their rules say what it lacks. To test a device of your own, keep
the last part, Lines, and put your device in the place of Device.
"""
import hashlib
import json
import struct
import sys

SUCCESS, ABORT, WAIT_FOR_DATA, NO_IMAGE, UNSUPPORTED_ATTRIBUTE = 0x00, 0x95, 0x97, 0x98, 0x86
NO_DEFAULT_RESPONSE = 0x10
ANSWERS = {0x02: 0x01, 0x05: 0x03, 0x07: 0x06}  # the command that each response answers
TIMEOUT, TRIES = 5000, 10
OPTIONS = {"device", "type", "manufacturerCode", "imageType", "runningVersion", "hardwareVersion",
           "maximumDataSize", "sendsHardwareVersion", "sendsMinimumBlockPeriod"}


class Device:
    """Time is an argument, and whatever comes out goes to `say`: nothing here waits or reads a clock."""

    def __init__(self, options, say):
        unknown = sorted(set(options) - OPTIONS)
        if unknown or options["type"] not in ("ppmid", "ihd"):
            raise ValueError(", ".join(unknown) or "a meter, which is activated by messages")
        self.model = struct.pack("<HH", options["manufacturerCode"], options["imageType"])
        self.running = int(options["runningVersion"], 16)
        self.hardware = options["hardwareVersion"] if options.get("sendsHardwareVersion", True) else None
        self.block_size = options.get("maximumDataSize", 50)
        self.sends_period = options.get("sendsMinimumBlockPeriod", False)
        self.say, self.now, self.sequence, self.period = say, 0, 0, 0
        self.timer = None  # (moment, what to do)
        self.file = None  # model and version of the file that is fetched or waits
        self.open = None  # the request that waits for an answer: (sequence, command)
        self.last_request = 0  # when it was sent first

    # Time

    def advance(self, moment):
        while self.timer and self.timer[0] <= moment:
            (due, action), self.timer = self.timer, None
            self.now = max(self.now, due)
            action()
        self.now = moment

    def after(self, milliseconds, action):
        self.timer = (self.now + milliseconds, action)

    # Requests: a repeat has the number of its first try (OTA-7)

    def request(self, command, payload, give_up):
        number, self.sequence = self.sequence, (self.sequence + 1) & 0xFF
        self.open = (number, command)
        frame = bytes([0x01, number, command]) + payload
        self.last_request = self.now

        def send(tries):
            self.say(frame)
            self.after(TIMEOUT, lambda: send(tries + 1) if tries < TRIES else give_up())
        send(1)

    def stop(self, reason, status=None):
        self.open = self.timer = self.file = None
        status = {} if status is None else {"status": status}
        self.say({"to": "user", "event": {"name": "stopped", "reason": reason} | status})

    def query(self):
        hardware = b"" if self.hardware is None else struct.pack("<H", self.hardware)
        payload = bytes([1 if hardware else 0]) + self.model + struct.pack("<I", self.running) + hardware
        self.request(0x01, payload, lambda: self.stop("noAnswer"))

    def fetch(self):
        size = min(self.block_size, self.size - len(self.image))
        period = struct.pack("<H", self.period) if self.sends_period else b""
        payload = bytes([2 if period else 0]) + self.file + struct.pack("<IB", len(self.image), size) + period
        self.request(0x03, payload, lambda: self.end(ABORT))

    def end(self, status):
        self.request(0x06, bytes([status]) + self.file, lambda: self.stop("failed", status))

    # What comes

    def receive(self, frame, broadcast=False):
        if len(frame) < 3:
            return
        control, number, command, payload = frame[0], frame[1], frame[2], frame[3:]
        if control & 3 == 0:
            if command == 0x00:
                self.read_attributes(number, payload)
            elif command == 0x0B and self.open == (number, payload[0]):
                self.stop("stoppedByServer", payload[1])
        elif command == 0x00:
            self.notify(payload, broadcast)
        elif command == 0x07 and control & NO_DEFAULT_RESPONSE == 0:
            # On its own: it needs no request, but an answer.
            if self.file == payload[:8] and self.open is None:
                self.activation(payload)
            self.say(bytes([0x10, number, 0x0B, command, SUCCESS]))
        elif command in ANSWERS and self.open == (number, ANSWERS[command]):
            self.open = self.timer = None
            {0x02: self.offer, 0x05: self.block, 0x07: self.activation}[command](payload)

    def read_attributes(self, number, payload):
        known = {2: (0x23, struct.pack("<I", self.running)), 9: (0x21, struct.pack("<H", self.period)),
                 7: (0x21, self.model[:2]), 8: (0x21, self.model[2:])}
        answer = b""
        for (name,) in struct.iter_unpack("<H", payload):
            kind, value = known.get(name, (None, b""))
            answer += struct.pack("<HB", name, UNSUPPORTED_ATTRIBUTE if kind is None else SUCCESS)
            answer += b"" if kind is None else bytes([kind]) + value
        self.say(bytes([0x10, number, 0x01]) + answer)

    def notify(self, payload, broadcast):
        if broadcast:  # jitter 1 to 99 needs a draw, which no scenario has
            form, jitter = payload[0], payload[1]
            for at in range(min(form, 2)):
                wanted = payload[2 + 2 * at:4 + 2 * at]
                if wanted not in (self.model[2 * at:2 * at + 2], b"\xff\xff"):
                    return
            if form > 3 or not 1 <= jitter <= 100 or form == 3 and payload[6:10] == struct.pack("<I", self.running):
                return
        if self.file is None and self.open is None:
            self.query()

    def offer(self, payload):
        if payload[0] != SUCCESS:
            return self.stop("noImage", payload[0])
        self.file, self.size, self.image = payload[1:9], struct.unpack("<I", payload[9:13])[0], b""
        self.fetch()

    def block(self, payload):
        if payload[0] == WAIT_FOR_DATA:
            current, then, period = struct.unpack("<IIH", payload[1:11])
            self.period = period if self.sends_period else 0
            return self.after(1000 * max(0, then - current), self.fetch)
        if payload[0] != SUCCESS:
            return self.stop("stoppedByServer", payload[0])
        self.image += payload[14:14 + payload[13]]
        if len(self.image) < self.size:
            return self.after(max(0, self.last_request + self.period - self.now), self.fetch)
        header = struct.unpack("<H", self.image[6:8])[0]
        digest = hashlib.sha256(self.image[header:]).hexdigest()
        self.tell("verified", status=SUCCESS, sha256=digest)
        self.end(SUCCESS)

    def activation(self, payload):
        current, then = struct.unpack("<II", payload[8:16])
        if then != 0xFFFFFFFF:
            self.after(1000 * max(0, then - current), self.activate)

    def activate(self):
        self.running = struct.unpack("<I", self.file[4:8])[0]
        self.tell("activated")
        self.file = None

    def tell(self, name, **fields):
        version = "%08X" % struct.unpack("<I", self.file[4:8])
        self.say({"to": "user", "event": {"name": name, "fileVersion": version} | fields})


# Lines: what chub sends, and what it is answered

device, told = None, 0


def say(what):
    """A frame, or a step as JSON; a moment that has not been said stands before it."""
    global told
    if device.now != told:
        print(json.dumps({"at": device.now}))
        told = device.now
    print(what.hex() if isinstance(what, bytes) else json.dumps(what), flush=True)


for line in sys.stdin:
    line = line.strip()
    step = json.loads(line) if line.startswith("{") else {"from": "hub", "frame": line}
    if "scenario" in step:
        try:
            if "device" not in step:
                raise ValueError("this is a device, not a hub")
            device, told = Device(step["device"], say), 0
            print(json.dumps({"ready": True}), flush=True)
        except ValueError as error:
            print(json.dumps({"unsupported": str(error)}), flush=True)
    elif "until" in step:
        device.advance(step["until"])
        print(line, flush=True)
        told = device.now
    elif step["from"] == "hub" and "frame" in step:
        device.receive(bytes.fromhex(step["frame"]), step.get("broadcast", False))
    elif step.get("command") == "queryNextImage":
        device.query()
    else:
        print(json.dumps({"error": "cannot do " + line}), flush=True)
