// The module, and what the page asks of it. It is switched on again when it traps.
"use strict";

const chub = {
  code: null,
  exports: null,
  taken: [],

  async load() {
    const store = document.getElementById("module");
    const packed = Uint8Array.from(atob(store.textContent.trim()), (character) => character.charCodeAt(0));
    const size = Number(store.dataset.size);
    const unpacked = unpackLZMA(packed, size + Number(store.dataset.rules));
    for (const line of new TextDecoder().decode(unpacked.subarray(size)).trim().split("\n")) {
      rules.set(...line.split("\t"));
    }
    this.code = await WebAssembly.compile(unpacked.subarray(0, size));
    await this.start();
  },

  async start() {
    const decoder = new TextDecoder();
    const line = (start, count) => {
      this.taken.push(decoder.decode(new Uint8Array(this.exports.memory.buffer, start, count)));
    };
    this.exports = null;
    this.exports = (await WebAssembly.instantiate(this.code, { page: { line } })).exports;
  },

  /** Calls a function; an octet array or a text becomes its place and its size. Answers with the lines, parsed. */
  call(name, ...values) {
    this.taken = [];
    const places = [], numbers = [];
    try {
      if (!this.exports) throw new Error("it is not ready");
      for (const value of values) {
        if (typeof value === "number") {
          numbers.push(value);
          continue;
        }
        const octets = typeof value === "string" ? new TextEncoder().encode(value) : value;
        const place = this.exports.page_allocate(octets.length);
        if (place === 0 && octets.length > 0) throw new Error("there is no memory for so many octets");
        places.push(place);
        new Uint8Array(this.exports.memory.buffer, place, octets.length).set(octets);
        numbers.push(place, octets.length);
      }
      this.exports[name](...numbers);
      for (const place of places) this.exports.page_free(place);
    } catch (error) {
      this.start();
      const message = `the module stopped (${error.message}) and was started again`;
      this.taken.push(JSON.stringify({ kind: "failure", text: message, error: { kind: "trap", message } }));
    }
    return this.taken.map((text) => JSON.parse(text));
  },
};

/** The rules in the project's words, by their names. */
const rules = new Map();

function octetsOf(hex) {
  const octets = new Uint8Array(hex.length >> 1);
  for (let index = 0; index < octets.length; index++) octets[index] = parseInt(hex.substr(2 * index, 2), 16);
  return octets;
}

function hexOf(octets) {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
}

/** An element with attributes, listeners (`onclick`) and children; text stays text. */
function element(name, attributes = {}, ...children) {
  const made = name === "svg" || element.isSVG
    ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child || child === 0));
  return made;
}

function svg(name, attributes, ...children) {
  element.isSVG = true;
  try {
    return element(name, attributes, ...children);
  } finally {
    element.isSVG = false;
  }
}

const byId = (id) => document.getElementById(id);

/** Words of which none is broken at its hyphens. */
function unbroken(text) {
  return text.split(" ").flatMap((word) => [element("span", { class: "word" }, word), " "]);
}

/** A rule that says what it says when it is pressed. */
function ruleButton(rule) {
  if (!rule) return null;
  const words = rules.get(rule.split(",")[0]);
  if (!words) return element("span", {}, rule);
  return element("button", {
    type: "button", class: "rule", title: words, "aria-label": `Rule ${rule}`,
    onclick: () => {
      byId("rule-name").textContent = rule;
      byId("rule-words").textContent = words;
      byId("rule").showModal();
    },
  }, rule);
}
