// A sequence diagram of some steps around the one that is looked at.
"use strict";

const diagram = {
  rowHeight: 44,

  /** Draws steps `from` to `to`; `current` stands out. */
  draw(root, lanes, steps, current, onSelect) {
    const width = Math.max(280, root.clientWidth || 600);
    const rows = Math.max(5, Math.min(11, Math.floor((window.innerHeight - 220) / this.rowHeight)));
    const from = Math.max(0, Math.min(current - Math.floor(rows / 2), steps.length - rows));
    const to = Math.min(steps.length, from + rows);
    // Names that have no room beside each other stand in two rows.
    const isNarrow = width / lanes.length < 50;
    const top = 50, height = top + rows * this.rowHeight + 6;
    const x = (lane) => (lane + 0.5) * width / lanes.length;
    const parts = [this.marker()];
    lanes.forEach((lane, index) => {
      const [type, ...rest] = lane.split(" ");
      parts.push(svg("text", { x: x(index), y: isNarrow && index % 2 ? 26 : 13, class: "lane" }, type));
      if (rest.length) parts.push(svg("text", { x: x(index), y: isNarrow ? 40 : 29, class: "lane small" }, `…${rest.join(" ").slice(width / lanes.length < 60 ? -2 : -5)}`));
      parts.push(svg("line", { x1: x(index), x2: x(index), y1: 44, y2: height, class: "life" }));
    });
    for (let index = from; index < to; index++) {
      const step = this.step(steps[index], top + (index - from) * this.rowHeight, x, width, index === current,
        () => onSelect(index));
      const who = steps[index].lanes.map((lane) => lanes[lane]).join(" to ");
      step.setAttribute("role", "img");
      step.setAttribute("aria-label", `Step ${index + 1}, ${steps[index].time}, ${who}: ${step.textContent}`);
      if (index === current) step.setAttribute("aria-current", "step");
      parts.push(step);
    }
    root.replaceChildren(svg("svg", {
      viewBox: `0 0 ${width} ${height}`, width, height, role: "group",
      "aria-label": `Sequence diagram, steps ${from + 1} to ${to} of ${steps.length}`,
    }, ...parts));
    for (const words of root.querySelectorAll(".words")) this.fit(words, width);
  },

  /** Moves a text to where it has room, and cuts what has none. */
  fit(words, width) {
    const room = width - 8;
    for (let size = words.getComputedTextLength(); size > room; size = words.getComputedTextLength()) {
      const count = Math.floor(words.textContent.length * room / size) - 1;
      words.textContent = words.textContent.slice(0, Math.max(1, count)) + "…";
      if (count < 2) break;
    }
    words.setAttribute("x", Math.max(4, Math.min(Number(words.getAttribute("x")), width - 4 - words.getComputedTextLength())));
  },

  marker() {
    return svg("defs", {}, svg("marker", {
      id: "head", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto-start-reverse",
    }, svg("path", { d: "M0 0 8 4 0 8z", class: "head" })));
  },

  step(step, y, x, width, isCurrent, onSelect) {
    const [from, to] = step.lanes;
    const isNote = to === undefined || step.fold;
    const group = svg("g", {
      class: `step ${step.kind}${step.lost ? " lost" : ""}${step.isAlert ? " alert" : ""}${isCurrent ? " current" : ""}`,
      onclick: onSelect,
    });
    group.append(svg("rect", { x: 0, y, width, height: this.rowHeight, class: "back" }));
    const text = `${step.text}${step.lost ? ", lost" : ""}`;
    const left = isNote && !step.fold ? x(from) + 8 : Math.min(x(from), x(to ?? from)) + 4;
    group.append(svg("text", { x: left, y: y + 18, class: "words" }, text));
    if (step.fold) {
      for (const side of [-4, 0, 4]) {
        group.append(svg("line", { x1: x(from), x2: x(to), y1: y + 30 + side, y2: y + 30 + side, class: "arrow fold" }));
      }
    } else if (isNote) {
      group.append(svg("circle", { cx: x(from), cy: y + 30, r: 4, class: "dot" }));
    } else {
      const end = step.lost ? x(from) + (x(to) - x(from)) * 0.7 : x(to) - Math.sign(x(to) - x(from)) * 2;
      group.append(svg("line", { x1: x(from), x2: end, y1: y + 30, y2: y + 30, class: "arrow",
        "marker-end": step.lost ? null : "url(#head)" }));
      if (step.lost) group.append(svg("path", { d: `M${end - 5} ${y + 25}l10 10m0 -10l-10 10`, class: "cross" }));
    }
    return group;
  },
};
