#!/usr/bin/env python3
"""Runs every case, or those whose names contain an argument, and prints a line for each."""

import argparse
import asyncio
import sys
import tempfile
import time
import traceback
from pathlib import Path

import cases_captures
import cases_client
import cases_codec
import cases_events
import cases_folder
import cases_messages
import cases_server
import cases_vectors

# The peers share a few cores with chub; a case waits more than it computes. The limit is for one that hangs.
CONCURRENT = 6


async def run_case(name, body, context, limit):
    async with limit:
        start = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="interoperability-") as folder:
            try:
                problems = await asyncio.wait_for(body(context.inside(folder)), 300)
            except Exception as error:  # noqa: BLE001
                frames = traceback.extract_tb(error.__traceback__)
                places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-4:]]
                problems = [f"{error!r} at {', '.join(places)}"]
        print(f"{'FAILED' if problems else 'passed'}  {name}  ({time.monotonic() - start:.1f} s)", flush=True)
        for problem in problems:
            print(f"        {problem}", flush=True)
        return not problems


class Context:
    """Where chub is, and where a case may write."""

    def __init__(self, chub, folder=None):
        self.chub = chub
        self.folder = folder

    def inside(self, folder):
        return Context(self.chub, Path(folder))


async def run_all(arguments):
    context = Context(arguments.chub)
    modules = [
        cases_codec, cases_client, cases_server, cases_events, cases_captures, cases_messages, cases_vectors,
        cases_folder,
    ]
    cases = [
        (name, body)
        for module in modules
        for name, body in module.CASES.items()
        if not arguments.name or any(part in name for part in arguments.name)
    ]
    limit = asyncio.Semaphore(CONCURRENT)
    results = await asyncio.gather(*(run_case(name, body, context, limit) for name, body in cases))
    print(f"{results.count(True)} passed, {results.count(False)} failed")
    # A run without a case has checked nothing.
    return 0 if results and all(results) else 1


def main():
    parser = argparse.ArgumentParser(description="Runs the cases against a built chub.")
    parser.add_argument("--chub", required=True, help="the path of chub")
    parser.add_argument("name", nargs="*", help="only cases whose name contains this")
    sys.exit(asyncio.run(run_all(parser.parse_args())))


if __name__ == "__main__":
    main()
