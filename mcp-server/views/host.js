// What a view and its host say to one another: MCP Apps, 2026-01-26. The page must stand alone, and the
// published library for it weighs half a megabyte.
const main = document.getElementById("view");
const waiting = new Map();
let asked = 0;
let locale = "fr";
let last;

function say(fr, en) {
  return locale === "fr" ? fr : en;
}
function post(message) {
  window.parent.postMessage({ jsonrpc: "2.0", ...message }, "*");
}
function request(method, params) {
  return new Promise((resolve) => {
    asked += 1;
    waiting.set(asked, resolve);
    post({ id: asked, method, params });
  });
}
/** An element with text alone: whatever a row is called, it is never markup. */
function node(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined && text !== null) made.textContent = text;
  if (className) made.className = className;
  return made;
}
function svg(tag, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
function day(iso) {
  return new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).format(new Date(`${iso}T12:00:00Z`));
}
function money(cents, currency) {
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(cents / 100);
}
function number(value) {
  return new Intl.NumberFormat(locale).format(value);
}
function show(result) {
  last = result;
  main.replaceChildren();
  const told = (result.content ?? []).find((one) => one.type === "text")?.text ?? "";
  const value = result.structuredContent;
  if (result.isError || !value || draw(main, value) === false) main.append(node("p", told, "soft"));
  post({
    method: "ui/notifications/size-changed",
    params: { height: document.documentElement.scrollHeight },
  });
}
function wear(context) {
  if (context?.theme) document.documentElement.dataset.theme = context.theme;
  if (context?.locale) locale = context.locale.startsWith("fr") ? "fr" : "en";
  document.documentElement.lang = locale;
}

window.addEventListener("message", ({ source, data }) => {
  if (source !== window.parent || data?.jsonrpc !== "2.0") return;
  if (data.method === undefined) {
    waiting.get(data.id)?.(data.result ?? {});
    waiting.delete(data.id);
  } else if (data.method === "ui/notifications/tool-result") {
    show(data.params);
  } else if (data.method === "ui/notifications/host-context-changed") {
    wear(data.params);
    if (last) show(last);
  } else if (data.id !== undefined) {
    post({ id: data.id, result: {} });
  }
});

request("ui/initialize", {
  appInfo: { name: "koncert", version: "0.1.0" },
  appCapabilities: {},
  protocolVersion: "2026-01-26",
}).then(({ hostContext }) => {
  wear(hostContext);
  post({ method: "ui/notifications/initialized", params: {} });
});
