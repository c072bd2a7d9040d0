// Where a navigation finds no network, a page of our own says so. Of the product the door alone is
// kept: its page and what it loads, which hold no data. What a device knows is in its own store.
const kept = "koncert-offline-1";
const page = "/offline.html";
const door = "koncert-door-1";
const doorPage = /^\/door\/(open|[0-9a-f-]{36})$/;
/** A network that hangs is none. */
const patienceMs = 3_000;
const mostKept = 400;

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(
    caches.open(kept).then((cache) => cache.add(new Request(page, { cache: "reload" }))),
  );
});

addEventListener("activate", (event) => event.waitUntil(takeOver()));

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(doorPage.test(url.pathname) ? loadDoor(event, url.pathname) : load(event));
  } else if (url.pathname.startsWith("/_next/static/") || url.pathname.startsWith("/door/")) {
    event.respondWith(loadPart(request));
  }
});

/** The page of the door says what it was made of, and is told whether that is kept. */
addEventListener("message", (event) => {
  if (event.data?.kind !== "keep-door") return;
  const done = keepDoor(event.data.page, event.data.parts).catch(() => false);
  event.waitUntil(done.then((isKept) => event.ports[0]?.postMessage(isKept)));
});

async function takeOver() {
  await registration.navigationPreload?.enable();
  const names = await caches.keys();
  const old = names.filter(
    (name) =>
      (name.startsWith("koncert-offline-") && name !== kept) ||
      (name.startsWith("koncert-door-") && name !== door),
  );
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

async function load(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(page)) ?? Response.error();
  }
}

async function loadDoor(event, path) {
  const cache = await caches.open(door);
  const known = await cache.match(path, { ignoreVary: true });
  const network = (async () => (await event.preloadResponse) ?? (await fetch(event.request)))();
  const answer = await soon(network, known !== undefined);
  if (answer?.ok) return answer;
  // The door was never opened on this device, or the server refuses: as for any other page.
  return known ?? answer ?? (await caches.match(page)) ?? Response.error();
}

async function loadPart(request) {
  const known = await caches.match(request, { cacheName: door, ignoreVary: true });
  if (!known) return fetch(request);
  return (await soon(fetch(request), true)) ?? known;
}

/** The answer of the network, or undefined where it fails or is late and something else is at hand. */
function soon(network, hasOther) {
  const answered = network.catch(() => undefined);
  if (!hasOther) return answered;
  const late = new Promise((resolve) => setTimeout(resolve, patienceMs));
  return Promise.race([answered, late]);
}

async function keepDoor(path, parts) {
  const cache = await caches.open(door);
  const wanted = [path, ...parts];
  const fresh = await Promise.all(
    wanted.map(async (part) => {
      const answer = await fetch(part, { credentials: "same-origin" }).catch(() => undefined);
      // A page that leads elsewhere, such as to signing in, is not the door's.
      return answer?.ok && !answer.redirected ? [part, answer] : undefined;
    }),
  );
  // All or nothing: a page and the scripts of another build do not fit together.
  if (fresh.some((one) => one === undefined)) return false;
  await Promise.all(fresh.map(([part, answer]) => cache.put(part, answer)));
  const names = await cache.keys();
  const old = names.filter(({ url }) => new URL(url).pathname.startsWith("/_next/"));
  await Promise.all(
    old.slice(0, Math.max(0, names.length - mostKept)).map((name) => cache.delete(name)),
  );
  return true;
}
