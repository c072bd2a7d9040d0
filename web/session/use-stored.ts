import { useCallback, useSyncExternalStore } from "react";

const changedHere = "koncert-stored";

function subscribe(changed: () => void) {
  window.addEventListener("storage", changed);
  window.addEventListener(changedHere, changed);
  return () => {
    window.removeEventListener("storage", changed);
    window.removeEventListener(changedHere, changed);
  };
}

/** Keeps or forgets a value of this browser, and tells the page. */
export function store(place: "localStorage" | "sessionStorage", key: string, value: string | null) {
  if (value === null) window[place].removeItem(key);
  else window[place].setItem(key, value);
  window.dispatchEvent(new Event(changedHere));
}

/** A value that this browser, or this tab, remembers; null until the page is alive. */
export function useStored(
  place: "localStorage" | "sessionStorage",
  key: string,
): [string | null, (value: string | null) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => window[place].getItem(key),
    () => null,
  );
  const keep = useCallback((next: string | null) => store(place, key, next), [place, key]);
  return [value, keep];
}
