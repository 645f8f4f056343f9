"""Every golden vector, pasted: the page shows the rows that chub prints, and says what is wrong in the same words."""

import json
import re
import subprocess

import page
from page import address, check, choose, root

# What is pasted, and the rows that are seen: where, octets, name, value. The low half of an octet has a row of its own, which
# chub prints with the high one.
paste = """((texts) => texts.map((text) => {
    input.value = text;
    input.dispatchEvent(new Event("input"));
    const rows = result.hidden ? [] : [...document.querySelectorAll("#fields [data-line]")].map((row, index) => {
        const line = decoder.lines[index];
        const octets = hexOf(decoder.octets.slice(line.offset, line.offset + Math.min(line.count, 8)));
        return [row.cells[0].innerText || String(line.offset), octets, row.cells[1].innerText, row.cells[2].innerText, row.cells[3].innerText];
    });
    return [rows, problem.innerText, decoder.octets.length];
}))"""


def run(browser):
    browser.open(address)
    clusters = sorted({group["cluster"] for group in groups() if "cluster" in group})
    choose(browser, "kind", "1")
    for cluster in clusters:
        for isLenient in (False, True):
            choose(browser, "cluster", str(cluster))
            check(f"cluster {cluster} can be chosen", browser.evaluate("cluster.value"), str(cluster))
            choose(browser, "lenient", isLenient)
            options = ["decode", "--rules", "--cluster", str(cluster)] + ["--lenient"] * isLenient
            name = f"frames of cluster {cluster}{', lenient' if isLenient else ''}"
            compare(browser, name, vectors("frame", cluster), options)
    choose(browser, "lenient", False)
    choose(browser, "kind", "2")
    compare(browser, "messages", vectors("message"), ["gbcs", "--rules"])


def groups():
    return [group for file in sorted((root / "vectors").glob("*.json")) for group in json.loads(file.read_text())["testGroups"]]


def vectors(member, cluster=None):
    """The octets of all vectors that have such a member, but for none at all."""
    return [test[member] for group in groups() if group.get("cluster") == cluster for test in group["tests"] if test.get(member)]


def compare(browser, name, inputs, options):
    expected = printed(inputs, options)
    shown = browser.evaluate(f"{paste}({json.dumps(inputs)})")
    check(f"{name}: all are taken", [size for _, _, size in shown], [len(one) // 2 for one in inputs])
    problems = []
    for octets, (rows, problem, _), (lines, error) in zip(inputs, shown, expected):
        squeezed = [" ".join(words(row)) for row in rows if not is_low_half(row, rows)]
        if squeezed != lines:
            problems.append((octets, [one for one in squeezed if one not in lines][:2], [one for one in lines if one not in squeezed][:2]))
        match = re.fullmatch(r"Does not decode(?: at octet (\d+))?: (.*?) ?([A-Z]+-\d+)?", problem, re.DOTALL)
        told = match and (match[1], match[2].strip(), match[3])
        if told != error:
            problems.append((octets, told, error))
    check(f"{name}: there are some", len(inputs) > 40)
    check(f"{name}: {len(inputs)} of them, rows and errors as chub prints them", problems[:3], [])


def is_low_half(row, rows):
    before = rows[rows.index(row) - 1]
    return row != rows[0] and before[:2] == row[:2] and len(row[1]) == 2


def words(row):
    at, octets, name, value, rule = row
    return [one for one in [at, *re.findall("..", octets), name, rule, value] if one]


def printed(inputs, options):
    """What chub prints of each: its rows without those that go on with octets, and its error."""
    text = subprocess.run([page.chub, *options], input="\n".join(inputs), capture_output=True, text=True)
    answers = []
    for block in text.stdout.strip("\n").split("\n\n"):
        lines, error = [], None
        for line in block.splitlines():
            if match := re.fullmatch(r"error: \w+(?: at offset (\d+))?: (.*?)(?: \(([A-Z]+-\d+)\))?", line):
                error = match.groups()
            elif re.match(r" *\d+  .{23}  ", line):
                # The module has 32 bits to count with: a longer length than that is longer than all octets anyhow.
                lines.append(" ".join(line.split()).replace("contentLength GBCS-1 4294967295", "contentLength GBCS-1 2147483647"))
        answers.append((lines, error))
    return answers
