// Octets and their fields, side by side. What fields there are, and what they may be, is the module's to say.
"use strict";

const decoder = {
  octets: new Uint8Array(),
  rows: [],

  get choice() {
    return [Number(byId("kind").value), Number(byId("cluster").value), byId("lenient").checked ? 1 : 0];
  },

  fill(options) {
    for (const cluster of options.clusters) {
      byId("cluster").append(element("option", { value: cluster.value }, cluster.label));
    }
    options.samples.forEach((sample, index) => {
      byId("sample").append(element("option", { value: index }, sample.label));
    });
    byId("sample").addEventListener("change", (event) => {
      const sample = options.samples[Number(event.target.value)];
      if (event.target.value === "" || !sample) return;
      byId("kind").value = "0";
      byId("cluster").value = String(sample.cluster ?? options.clusters[0].value);
      this.take(octetsOf(sample.octets), true);
    });
    byId("input").addEventListener("input", () => {
      byId("sample").value = "";
      this.read();
    });
    for (const id of ["kind", "cluster", "lenient"]) byId(id).addEventListener("change", () => this.describe());
    byId("file").addEventListener("change", (event) => this.open(event.target.files[0]));
    byId("copy-octets").addEventListener("click", () => {
      if (this.octets.length) copy(hexOf(this.octets), "The octets are copied.");
      else say("There are no octets.");
    });
    // Else the browser would leave the page for a file that falls beside the text.
    for (const name of ["dragover", "drop"]) {
      document.addEventListener(name, (event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        if (name === "dragover") return;
        select("decode", true);
        this.open(event.dataTransfer.files[0]);
      });
    }
    octetGrid.listen();
  },

  /** A file is octets; one of digits alone is a text with octets. */
  async open(file) {
    if (!file) return;
    const octets = new Uint8Array(await file.arrayBuffer());
    const isText = octets.length > 0 && octets.every((octet) => octet >= 0x20 && octet < 0x7F || octet === 10 || octet === 13 || octet === 9);
    byId("kind").value = "0";
    byId("sample").value = "";
    if (isText) {
      byId("input").value = new TextDecoder().decode(octets);
      this.read(true);
    } else {
      this.take(octets, true);
    }
    byId("file").value = "";
  },

  /** Takes what stands in the text. */
  read(isNew) {
    // Word processors have blanks of their own; IF-1: commas may stand between numbers with 0x.
    const text = byId("input").value.replace(/[\s\u200b]+/g, " ").replace(/^ ?0x.*/i, (numbers) => numbers.replaceAll(",", " "));
    const [answer] = chub.call("page_read", text);
    if (answer.error) {
      this.octets = new Uint8Array();
      byId("result").hidden = true;
      byId("about").textContent = "";
      this.tell(answer.error);
      return;
    }
    this.octets = octetsOf(answer.octets);
    this.describe(isNew);
  },

  take(octets, isNew) {
    this.octets = octets;
    const shown = hexOf(octets.length > 8192 ? octets.subarray(0, 8192) : octets);
    byId("input").value = (shown.match(/../g) ?? []).join(" ") + (octets.length > 8192 ? " …" : "");
    this.describe(isNew);
  },

  /** Says what is wrong, where and by which rule; or that nothing is. */
  tell(error) {
    const where = Number.isInteger(error?.offset) ? ` at octet ${error.offset}` : "";
    byId("problem").replaceChildren(...(error ? [
      element("strong", {}, "Does not decode"), `${where}: ${error.message} `, ruleButton(error.rule) ?? ""] : []));
    byId("input").setAttribute("aria-invalid", error !== undefined);
  },

  describe(isNew) {
    const isEmpty = this.octets.length === 0;
    byId("result").hidden = isEmpty;
    byId("about").textContent = "";
    this.tell();
    remember(isNew);
    if (isEmpty) return;
    const [answer] = chub.call("page_describe", ...this.choice, this.octets);
    this.tell(answer.error);
    if (!answer.lines) return;
    const about = [element("strong", {}, answer.title), `, ${answer.count} octets`];
    for (const line of answer.summary ?? []) about.push(element("div", {}, ...unbroken(line)));
    byId("about").replaceChildren(...about);
    this.show(answer);
  },

  show(answer) {
    const owner = [];
    answer.lines.forEach((line, index) => {
      for (let offset = line.offset; offset < line.offset + line.count; offset++) owner[offset] = index;
    });
    const held = document.activeElement.closest("[data-offset], [data-line]")?.dataset;
    this.lines = answer.lines;
    octetGrid.show(this.octets, owner, this.lines.map((line) => line.name), answer.error?.offset, {
      point: (index, isFocus) => this.point(index, isFocus),
      enter: (index) => this.rows[index]?.querySelector(".value")?.click(),
    });
    this.rows = [];
    const body = [];
    let group = "";
    answer.lines.forEach((line, index) => {
      if (line.group !== group) {
        group = line.group;
        if (group) body.push(element("tr", { class: "group" }, element("th", { colspan: 4, scope: "rowgroup" }, group)));
      }
      const row = element("tr", { class: index % 2 ? "odd" : null, "data-line": index },
        element("td", { class: "offset" }, line.count ? String(line.offset) : ""),
        element("th", { scope: "row", title: line.explanation }, line.name),
        element("td", {}, this.value(line, index)),
        element("td", {}, ruleButton(line.rule)));
      row.addEventListener("pointerenter", () => this.point(index, false));
      row.addEventListener("focusin", () => this.point(index, false));
      this.rows[index] = row;
      body.push(row);
    });
    for (const fact of answer.facts ?? []) {
      body.push(element("tr", {}, element("td", {}), element("th", { scope: "row" }, fact.name),
        element("td", { class: "fact" }, fact.meaning), element("td", {}, ruleButton(fact.rule))));
    }
    byId("fields").tBodies[0].replaceChildren(...body);
    // What has the focus is made anew: its successor gets it.
    if (held?.offset) octetGrid.focus(Number(held.offset));
    else if (held) this.focus(held.line);
  },

  /** Goes to a field, or to the text where there is none such. */
  focus(index) {
    (this.rows[index]?.querySelector("button") ?? byId("input")).focus();
  },

  value(line, index) {
    if (line.text === undefined) return line.meaning;
    return element("button", {
      type: "button", class: "value", "aria-label": `Change ${line.name}, ${line.meaning}`,
      title: line.explanation, onclick: () => this.edit(index),
    }, line.meaning);
  },

  /** Shows a field and its octets; where the keyboard came by, says so. */
  point(index, isFocus) {
    this.rows.forEach((row, other) => row.classList.toggle("on", other === index));
    const line = this.lines[index];
    octetGrid.mark(line?.offset ?? 0, line?.count ?? 0);
    if (isFocus) byId("pointed").textContent = line ? `${line.name}: ${line.meaning}` : "no field";
  },

  edit(index) {
    const line = this.lines[index];
    const cell = this.rows[index].cells[2];
    if (line?.text === undefined || cell.querySelector("input")) return;
    const wrong = element("p", { class: "wrong", id: "wrong", role: "alert" });
    const input = element("input", { value: line.text, spellcheck: "false", autocomplete: "off",
      "aria-label": line.name, "aria-describedby": "wrong", class: "edit" });
    const end = (isFocused) => {
      cell.replaceChildren(this.value(line, index));
      if (isFocused) cell.firstChild.focus();
    };
    const apply = () => {
      const text = input.value.trim();
      if (text === line.text) return end(true);
      const [answer] = chub.call("page_edit", ...this.choice, this.octets, index, text);
      if (answer.error) {
        wrong.textContent = answer.error.message;
        input.setAttribute("aria-invalid", "true");
        return input.focus();
      }
      byId("sample").value = "";
      this.take(octetsOf(answer.octets), true);
      this.focus(index);
      say(`${line.name} is changed. Back undoes it.`);
    };
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      // Else the same key presses the button that has the focus then.
      event.preventDefault();
      if (event.key === "Enter") apply();
      else end(true);
    });
    cell.replaceChildren(element("span", { class: "editing" }, input,
      element("button", { type: "button", class: "main", onclick: apply }, "Set"),
      element("button", { type: "button", onclick: () => end(true) }, "Cancel")), wrong);
    input.focus();
    input.select();
  },
};
