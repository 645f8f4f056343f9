// Tabs, the address, and the start.
"use strict";

const panels = ["decode", "play"];

function say(text) {
  const said = byId("said");
  said.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { said.textContent = ""; }, 3000);
}

async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    window.prompt("Copy this:", text);
  }
}

function select(panel, isFocused) {
  for (const name of panels) {
    byId(name).hidden = name !== panel;
    byId(`tab-${name}`).setAttribute("aria-selected", name === panel);
    byId(`tab-${name}`).tabIndex = name === panel ? 0 : -1;
  }
  if (isFocused) byId(`tab-${panel}`).focus();
  if (panel === "play" && player.steps.length) player.show();
  if (panel !== "play") player.pause();
  remember(true);
}

/** The most octets that an address carries. */
const addressLimit = 4096;

/** What is shown, as the part of the address that no server sees. */
function address() {
  if (!byId("play").hidden) {
    // Settings that have been changed since are of no run yet.
    const isRun = player.steps.length && player.ran === player.settings;
    return `#play&${player.settings}` + (isRun ? `&step=${player.current}` : "");
  }
  const [kind, cluster, lenient] = decoder.choice;
  const isShort = decoder.octets.length <= addressLimit;
  return `#decode&kind=${kind}&cluster=${cluster}&lenient=${lenient}&octets=${isShort ? hexOf(decoder.octets) : ""}`;
}

/** Keeps what is shown; from what is new, the browser's Back goes to what was before. */
function remember(isNew) {
  const now = address();
  if (!remember.isReady || isNew && now === location.hash && !history.state) return;
  const octets = !byId("decode").hidden && decoder.octets.length > addressLimit ? decoder.octets : null;
  try {
    history[isNew ? "pushState" : "replaceState"](octets, "", now);
  } catch {
    // Some browsers take no more than 100 in half a minute: the next ones are kept.
  }
}

function restore() {
  const [panel, ...rest] = location.hash.slice(1).split("&");
  const parameters = new URLSearchParams(rest.join("&"));
  remember.isReady = false;
  if (panel === "play") {
    player.restore(parameters);
    select("play", false);
    if (parameters.has("step")) {
      if (player.ran !== player.settings) player.run();
      player.go(Number(parameters.get("step")) || 0, false);
    } else {
      player.clear();
    }
  } else if (panel === "decode") {
    select("decode", false);
    for (const id of ["kind", "cluster"]) {
      if (parameters.has(id)) byId(id).value = parameters.get(id);
      if (byId(id).selectedIndex < 0) byId(id).selectedIndex = 0;
    }
    byId("lenient").checked = parameters.get("lenient") === "1";
    if (history.state) {
      decoder.take(history.state);
    } else {
      byId("input").value = parameters.get("octets") ?? "";
      decoder.read();
    }
  }
  remember.isReady = true;
  remember();
}

async function begin() {
  try {
    await chub.load();
  } catch (error) {
    byId("loading").textContent = `This browser cannot run the module: ${error.message}`;
    return;
  }
  const [options] = chub.call("page_options");
  if (options.error) {
    byId("loading").textContent = options.error.message;
    return;
  }
  decoder.fill(options);
  player.fill(options);
  for (const name of panels) {
    const tab = byId(`tab-${name}`);
    tab.addEventListener("click", () => select(name, false));
    tab.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      event.preventDefault();
      select(panels.find((other) => other !== name), true);
    });
  }
  for (const button of document.querySelectorAll(".share")) {
    button.addEventListener("click", () => {
      const isLong = byId("play").hidden && decoder.octets.length > addressLimit;
      if (isLong) return say(`More than ${addressLimit} octets do not fit a link.`);
      copy(location.href.split("#")[0] + address(), "The link is copied.");
    });
  }
  window.addEventListener("popstate", restore);
  byId("loading").hidden = true;
  select("decode", false);
  decoder.take(octetsOf(options.samples[0].octets));
  if (location.hash) restore();
  remember.isReady = true;
  remember();
  document.documentElement.dataset.ready = "";
}

begin();
