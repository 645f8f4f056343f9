// The grid of octets: one is in the order of the tab key, the arrow keys go from one to the next.
"use strict";

const octetGrid = {
  limit: 1024,
  cells: [],
  columns: 16,

  /** Shows octets; `owner` has the number of the field of each, `names` what fields are called. */
  show(octets, owner, names, fault, handlers) {
    const root = byId("octets");
    this.shown = [octets, owner, names, fault, handlers];
    this.columns = window.matchMedia("(max-width: 40em)").matches ? 8 : 16;
    this.cells = [];
    this.handlers = handlers;
    this.owner = owner;
    const rows = [];
    const shown = Math.min(octets.length, this.limit);
    for (let start = 0; start < shown; start += this.columns) {
      const row = element("div", { role: "row" },
        element("span", { role: "rowheader", class: "offset" }, String(start)));
      for (let offset = start; offset < Math.min(start + this.columns, shown); offset++) {
        const field = owner[offset];
        const isFault = offset === fault;
        const cell = element("span", {
          role: "gridcell", tabindex: offset === 0 ? "0" : "-1", "data-offset": offset,
          class: `octet${field !== owner[offset - 1] ? " begin" : ""}${field % 2 ? " odd" : ""}${isFault ? " fault" : ""}`,
          "aria-label": `${hexOf([octets[offset]])} at ${offset}, ${names[field] ?? "no field"}${isFault ? ", at fault" : ""}`,
        }, hexOf([octets[offset]]));
        this.cells.push(cell);
        row.append(cell);
      }
      rows.push(row);
    }
    if (fault === shown && shown < this.limit) {
      const missing = element("span", { class: "octet fault missing", "aria-hidden": "true", title: "missing" }, "··");
      if (rows.length && shown % this.columns) rows[rows.length - 1].append(missing);
      else rows.push(element("div", { role: "row" }, element("span", { class: "offset" }, String(shown)), missing));
    }
    root.replaceChildren(...rows);
    root.setAttribute("aria-colcount", this.columns);
    if (octets.length > shown) {
      root.append(element("p", { class: "note" }, `${octets.length - shown} more octets are not shown.`));
    }
  },

  /** The same in rows of another length; a field that is being changed stays so. */
  turn() {
    if (!this.shown) return;
    const held = document.activeElement.dataset.offset;
    this.show(...this.shown);
    this.mark(...this.marked);
    if (held !== undefined) this.focus(Number(held));
  },

  marked: [0, 0],

  /** Marks the octets of a field. */
  mark(start, count) {
    this.marked = [start, count];
    this.cells.forEach((cell, offset) => cell.classList.toggle("on", offset >= start && offset < start + count));
    // Brings the first of them into sight, if nobody is at the octets.
    const root = byId("octets"), top = this.cells[start]?.offsetTop;
    if (!count || root.matches(":hover, :focus-within")) return;
    if (top < root.scrollTop || top + 28 > root.scrollTop + root.clientHeight) root.scrollTop = top;
  },

  offsetOf(event) {
    const cell = event.target.closest?.("[data-offset]");
    return cell ? Number(cell.dataset.offset) : null;
  },

  focus(offset) {
    const cell = this.cells[Math.max(0, Math.min(offset, this.cells.length - 1))];
    if (!cell) return;
    for (const other of this.cells) other.tabIndex = -1;
    cell.tabIndex = 0;
    cell.focus();
  },

  listen() {
    window.matchMedia("(max-width: 40em)").addEventListener("change", () => this.turn());
    const root = byId("octets");
    root.addEventListener("pointerover", (event) => {
      const offset = this.offsetOf(event);
      if (offset !== null) this.handlers?.point(this.owner[offset], false);
    });
    root.addEventListener("focusin", (event) => {
      const offset = this.offsetOf(event);
      if (offset !== null) this.handlers?.point(this.owner[offset], true);
    });
    root.addEventListener("click", (event) => {
      const offset = this.offsetOf(event);
      if (offset !== null) this.focus(offset);
    });
    root.addEventListener("keydown", (event) => {
      const offset = this.offsetOf(event);
      if (offset === null) return;
      const row = offset - offset % this.columns;
      const target = {
        ArrowLeft: offset - 1, ArrowRight: offset + 1, ArrowUp: offset - this.columns,
        ArrowDown: offset + this.columns, Home: event.ctrlKey ? 0 : row,
        End: event.ctrlKey ? this.cells.length - 1 : row + this.columns - 1,
      }[event.key];
      if (target !== undefined) {
        event.preventDefault();
        if (target >= 0 && target < this.cells.length || event.key === "End") this.focus(target);
      } else if (event.key === "Enter") {
        event.preventDefault();
        this.handlers?.enter(this.owner[offset]);
      }
    });
  },
};
