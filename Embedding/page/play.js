// An update, step by step. The module runs it whole; here its steps are shown one after the other.
"use strict";

const player = {
  lines: [],
  lanes: [],
  steps: [],
  current: 0,
  timer: null,
  /** The settings of the run that is shown. */
  ran: null,

  fill(options) {
    for (const type of options.devices) {
      byId("devices").append(element("span", { class: "check" },
        element("input", { type: "checkbox", name: "devices", value: type, id: `device-${type}` }),
        element("label", { for: `device-${type}` }, type.toUpperCase())));
    }
    for (const [id, choices] of [["fault", options.faults], ["contention", options.contentions]]) {
      for (const choice of choices) byId(id).append(element("option", { value: choice.value }, choice.label));
    }
    for (const number of options.numbers) {
      byId("numbers").append(element("div", {},
        element("label", { for: `number-${number.name}` }, number.label + (number.unit ? `, ${number.unit}` : "")),
        element("input", { type: "number", id: `number-${number.name}`, name: number.name, min: number.minimum,
          max: number.maximum, value: number.usual, "data-usual": number.usual, required: true })));
    }
    this.haveDevice();
    byId("settings").addEventListener("change", () => remember());
    byId("settings").addEventListener("submit", (event) => {
      event.preventDefault();
      this.run(true);
      byId("toggle").focus();
    });
    const go = { first: () => 0, back: () => this.current - 1, forward: () => this.current + 1, last: () => this.steps.length - 1 };
    for (const [id, target] of Object.entries(go)) byId(id).addEventListener("click", () => this.go(target(), true));
    byId("toggle").addEventListener("click", () => this.toggle());
    byId("position").addEventListener("input", (event) => this.go(Number(event.target.value) - 1, true));
    byId("fold").addEventListener("change", () => this.fold());
    byId("run").addEventListener("keydown", (event) => this.key(event));
    window.addEventListener("resize", () => this.steps.length && !byId("play").hidden && this.show());
  },

  key(event) {
    if (["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName)) return;
    const target = { ArrowLeft: this.current - 1, ArrowRight: this.current + 1, Home: 0, End: this.steps.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.go(target, true);
  },

  /** The settings as the address has them; what is as usual is left out. */
  get settings() {
    const parameters = new URLSearchParams();
    const devices = [...document.querySelectorAll("[name=devices]:checked")].map((box) => box.value);
    parameters.set("devices", devices.join(","));
    for (const name of ["fault", "contention"]) if (byId(name).value) parameters.set(name, byId(name).value);
    for (const input of byId("numbers").querySelectorAll("input")) {
      const number = String(input.valueAsNumber);
      if (number !== input.dataset.usual) parameters.set(input.name, number);
    }
    return parameters.toString().replaceAll("%2C", ",");
  },

  restore(parameters) {
    const devices = (parameters.get("devices") ?? "").split(",");
    const boxes = [...document.querySelectorAll("[name=devices]")];
    if (boxes.some((box) => devices.includes(box.value))) for (const box of boxes) box.checked = devices.includes(box.value);
    for (const name of ["fault", "contention"]) byId(name).value = parameters.get(name) ?? "";
    for (const input of byId("numbers").querySelectorAll("input")) {
      input.value = parameters.get(input.name) ?? input.dataset.usual;
      // What cannot be is not run either.
      if (!input.validity.valid) input.value = input.dataset.usual;
    }
    for (const name of ["fault", "contention"]) if (byId(name).selectedIndex < 0) byId(name).value = "";
  },

  /** A run has a device. */
  haveDevice() {
    if (!document.querySelector("[name=devices]:checked")) byId("device-ppmid").checked = true;
  },

  clear() {
    this.pause();
    [this.steps, this.ran] = [[], null];
    byId("run").hidden = true;
  },

  run(isNew) {
    this.pause();
    this.haveDevice();
    this.ran = this.settings;
    this.lines = chub.call("page_play", this.ran);
    const [start] = this.lines;
    this.lanes = start?.lanes ?? [];
    this.isWhole = this.lines.at(-1)?.kind === "outcome";
    byId("run").hidden = false;
    let time = "";
    for (const line of this.lines) time = line.time ??= time;
    this.fold();
    this.go(0, false);
    this.showOutcome(start);
    remember(isNew);
  },

  /** The steps: what people need not read is left out, and many blocks are one. */
  fold() {
    const shown = this.lines.filter((line) => line.lanes && line.kind !== "start" && line.text !== undefined);
    const kept = this.steps[this.current];
    this.steps = [];
    for (let start = 0; start < shown.length;) {
      let end = start;
      while (end < shown.length && shown[end].isBlock) end++;
      if (byId("fold").checked && end - start > 8) {
        const inside = shown.slice(start + 2, end - 2);
        const lost = inside.filter((line) => line.lost).length;
        const lanes = inside.flatMap((line) => line.lanes);
        this.steps.push(shown[start], shown[start + 1], {
          kind: "frame", fold: inside.length, time: inside[0].time, rule: inside[0].rule,
          lanes: [Math.min(...lanes), Math.max(...lanes)],
          text: `${inside.length} frames with blocks${lost ? `, ${lost} lost` : ""}`,
        }, shown[end - 2], shown[end - 1]);
      } else {
        this.steps.push(...shown.slice(start, Math.max(end, start + 1)));
      }
      start = Math.max(end, start + 1);
    }
    byId("position").max = this.steps.length;
    this.go(Math.max(0, this.steps.indexOf(kept)), false);
  },

  go(index, isChosen) {
    if (isChosen) this.pause();
    this.current = Math.max(0, Math.min(index, this.steps.length - 1));
    this.show();
    if (isChosen) remember();
  },

  toggle() {
    if (this.timer) return this.pause();
    if (this.current >= this.steps.length - 1) this.current = 0;
    byId("toggle").textContent = "Pause";
    byId("step").setAttribute("aria-live", "off");
    const next = () => {
      this.go(this.current + 1, false);
      if (this.current >= this.steps.length - 1) {
        say("The last step.");
        return this.pause();
      }
      this.timer = setTimeout(next, 1000 / Number(byId("speed").value));
    };
    this.timer = setTimeout(next, 0);
  },

  pause() {
    if (this.timer) {
      clearTimeout(this.timer);
      this.timer = null;
      remember();
    }
    byId("toggle").textContent = "Play";
    byId("step").setAttribute("aria-live", "polite");
  },

  show() {
    const step = this.steps[this.current];
    byId("position").value = this.current + 1;
    byId("count").textContent = `${this.steps.length ? this.current + 1 : 0} of ${this.steps.length}`;
    if (!step) return ["step", "step-octets", "diagram"].forEach((id) => byId(id).replaceChildren());
    const isHere = byId("run").contains(document.activeElement);
    diagram.draw(byId("diagram"), this.lanes, this.steps, this.current, (index) => this.go(index, true));
    const who = step.lanes.map((lane) => this.lanes[lane]).join(step.fold ? " and " : " → ");
    byId("step").replaceChildren(
      element("p", { class: "when" }, element("span", { class: "time" }, step.time ?? ""), " ", ...unbroken(who)),
      element("p", { class: step.isAlert ? "sentence alert" : "sentence" },
        step.text + (step.lost ? ": lost on its way" : ""), " ", ruleButton(step.rule)));
    this.showOctets(step);
    // What had the focus may be gone.
    if (isHere && !byId("run").contains(document.activeElement)) byId("toggle").focus();
  },

  showOctets(step) {
    if (!step.octets) return byId("step-octets").replaceChildren();
    const octets = octetsOf(step.octets);
    const isFrame = step.kind === "frame";
    const cluster = step.cluster ?? 0x19;
    const [answer] = chub.call("page_describe", isFrame ? 1 : 2, cluster, 0, octets);
    const rows = (answer.lines ?? []).slice(0, 40).map((line) =>
      element("tr", {}, element("th", { scope: "row" }, line.name), element("td", {}, line.meaning)));
    byId("step-octets").replaceChildren(
      element("p", { class: "octet-line" }, step.octets.match(/../g).join(" ")),
      element("button", {
        type: "button", onclick: () => {
          this.pause();
          byId("kind").value = isFrame ? "1" : "2";
          byId("cluster").value = String(cluster);
          if (byId("cluster").selectedIndex < 0) byId("cluster").selectedIndex = 0;
          byId("lenient").checked = false;
          decoder.take(octets);
          select("decode", true);
        },
      }, "Decode and change"),
      element("table", { class: "brief", "aria-label": "Fields of the step" }, element("tbody", {}, ...rows)));
  },

  showOutcome(start) {
    const end = this.lines.at(-1);
    if (end?.kind !== "outcome") {
      byId("outcome").replaceChildren(element("p", { class: "wrong" }, end?.text ?? "The run did not end."));
      return byId("command").replaceChildren();
    }
    // Of several images there is no one verdict.
    const isJudged = end.devices.every((device) => device.verdict !== undefined);
    const rows = end.devices.map((device) => element("tr", {},
      element("th", { scope: "row" }, ...unbroken(device.name)),
      isJudged && element("td", { "data-label": "Outcome", class: device.isUpdated ? "good" : "bad" }, device.verdict),
      element("td", { "data-label": "Runs" }, device.runs ?? "nothing"),
      element("td", { "data-label": "Alerts" }, device.alerts.join(", ") || "none"),
      isJudged && element("td", { "data-label": "Why" }, device.why ?? "—",
        ...(device.details ?? []).map((text) => element("div", {}, text)))));
    byId("outcome").replaceChildren(
      element("p", {}, `${end.time} in the home, ${end.framesSent} frames, ${end.framesLost} of them lost.`),
      element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Outcome of each device" },
        element("table", { "aria-label": "Outcome" }, element("thead", {}, element("tr", {},
          ...["Device", isJudged && "Outcome", "Runs", "Alerts", isJudged && "Why"].filter(Boolean).map((name) => element("th", { scope: "col" }, name)))),
        element("tbody", {}, ...rows))));
    byId("command").replaceChildren(...(start.command ? [
      element("p", {}, "The same run on the command line:"),
      element("pre", { tabindex: "0" }, start.command)] : []));
  },
};
