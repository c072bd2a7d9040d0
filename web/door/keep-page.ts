import { loadDetector } from "./code-detector.ts";

/**
 * Has the service worker keep this page and all that it was made of, so that it opens without a
 * network. Tells whether it did: without a worker or without a network it does not.
 */
export async function keepPage(): Promise<boolean> {
  const registration = await navigator.serviceWorker?.ready.catch(() => undefined);
  const worker = registration?.active;
  if (!worker) return false;
  const module = await loadDetector().catch(() => undefined);
  if (!module) return false;
  const parts = performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && isPart(pathname))
    .map(({ pathname, search }) => pathname + search);
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise<boolean>((resolve) => {
    port1.onmessage = ({ data }) => resolve(data === true);
    setTimeout(resolve, patienceMs, false);
  });
  worker.postMessage(
    { kind: "keep-door", page: location.pathname, parts: [...new Set([...parts, ...module])] },
    [port2],
  );
  return answered;
}

/** A browser may end its worker in the middle: then nothing answers. */
const patienceMs = 30_000;

const isPart = (path: string) =>
  path.startsWith("/_next/static/") || path === "/door/manifest.webmanifest";
