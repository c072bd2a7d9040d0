import { loadDetector } from "./code-detector.ts";

/**
 * Has the service worker keep this page and all that it was made of, so that it opens without a
 * network. Tells whether there is a worker to do so.
 */
export async function keepPage(): Promise<boolean> {
  const registration = await navigator.serviceWorker?.ready.catch(() => undefined);
  const worker = registration?.active;
  if (!worker) return false;
  const module = await loadDetector();
  const parts = performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && isPart(pathname))
    .map(({ pathname, search }) => pathname + search);
  worker.postMessage({
    kind: "keep-door",
    page: location.pathname,
    parts: [...new Set([...parts, ...module])],
  });
  return true;
}

const isPart = (path: string) =>
  path.startsWith("/_next/static/") || path === "/door/manifest.webmanifest";
