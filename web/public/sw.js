// Where a navigation finds no network, a page of our own says so. Nothing of the product is kept.
const kept = "koncert-offline-1";
const page = "/offline.html";

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(
    caches.open(kept).then((cache) => cache.add(new Request(page, { cache: "reload" }))),
  );
});

addEventListener("activate", (event) => event.waitUntil(takeOver()));

addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate") event.respondWith(load(event));
});

async function takeOver() {
  await registration.navigationPreload?.enable();
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("koncert-offline-") && name !== kept);
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
