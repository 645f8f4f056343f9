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
    changes(browser)


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


def changes(browser):
    """Every field that can be changed, to its least and its greatest, to one more, to nothing and to nonsense: what is taken
    changes its own octets and no others, unless there are more or fewer; what is not is refused in words."""
    inputs = [(1, group["cluster"], test["frame"]) for group in groups() if "cluster" in group for test in group["tests"]
              if test["result"] == "valid"]
    inputs += [(2, 25, one) for one in vectors("message")] + [(3, 25, one) for one in vectors("file")]
    answers = browser.evaluate(f"""(() => {{
        const seen = new Set(), answers = [];
        for (const [kind, cluster, text] of {json.dumps(inputs)}) {{
            const octets = octetsOf(text), [answer] = chub.call("page_describe", kind, cluster, 0, octets);
            if (answer.error && kind < 3) continue;
            answer.lines.forEach((line, index) => {{
                const field = [kind, line.group.replace(/\\d+/g, ""), line.name, line.count, line.rule].join();
                if (line.text === undefined || seen.has(field)) return;
                seen.add(field);
                const most = 256n ** BigInt(line.count) - 1n;
                const isNumber = /^(0x|[0-9]+$)/.test(line.text) && line.count <= 8;
                for (const value of isNumber ? ["0", String(most), String(most + 1n), "", "-1", "1.5", "x"] : ["", "x", "0g", "abc"]) {{
                    const [{{ error, octets: changed }}] = chub.call("page_edit", kind, cluster, 0, octets, index, value);
                    answers.push([field, value, isNumber, String(most + 1n), text, line.offset, line.count, changed ?? null, error?.message ?? ""]);
                }}
            }});
        }}
        return answers;
    }})()""")
    fields = {answer[0] for answer in answers}
    check(f"{len(fields)} fields are changed, in {len(answers)} ways", len(fields) > 150)
    problems, taken = [], 0
    for field, value, is_number, beyond, before, offset, count, changed, error in answers:
        if changed is None:
            if len(error) < 5:
                problems.append(("without words", field, value))
            continue
        taken += 1
        # A number of DER (GBCS-1) has the octets that it needs; so has a list of octets.
        if is_number and (value in ("-1", "1.5", "x") or value in (beyond, "") and len(changed) == len(before)):
            problems.append(("taken", field, value))
        outside = before[:2 * offset] + before[2 * (offset + count):], changed[:2 * offset] + changed[2 * (offset + count):]
        if len(changed) == len(before) and outside[0] != outside[1]:
            problems.append(("elsewhere", field, value, before, changed))
    check(f"{taken} are taken, and change their own octets; the others are refused in words", problems[:4], [])
    check("many are taken", taken > len(fields))


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
                lines.append(" ".join(line.split()))
        answers.append((lines, error))
    return answers
