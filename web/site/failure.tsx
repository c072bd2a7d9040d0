"use client";

import { useState } from "react";

// Each page loads this: the drawn name and the looks of buttons stay out.
const button = "inline-flex h-12 items-center rounded-md px-5 font-medium";

const words = {
  fr: {
    title: "La page n’a pas pu s’afficher",
    help: "Ce qui était enregistré l’est toujours. Rechargez la page ; si cela continue, revenez dans quelques minutes.",
    reload: "Recharger",
    status: "État du service",
  },
  en: {
    title: "The page could not be shown",
    help: "What was saved still is. Reload the page; if it goes on, come back in a few minutes.",
    reload: "Reload",
    status: "Service status",
  },
};

/** The language of the page that failed: the words of the catalogue may not have come. */
export const pageLanguage = (): keyof typeof words =>
  typeof document !== "undefined" && document.documentElement.lang === "en" ? "en" : "fr";

/** What stands in the place of a page that broke. */
export function Failure() {
  const [language] = useState(pageLanguage);
  const { title, help, reload, status } = words[language];
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[74rem] flex-col justify-center px-5 py-16 sm:px-8">
      <p className="font-display text-lg font-bold tracking-tight">KONCERT</p>
      <h1 className="mt-10 max-w-[18ch] font-display text-2xl font-semibold tracking-tight md:text-3xl">
        {title}
      </h1>
      <p className="mt-4 max-w-[36rem] text-lg text-soft">{help}</p>
      <p className="mt-8 flex flex-wrap gap-3">
        <button
          type="button"
          className={`${button} bg-signal text-on-signal hover:bg-signal-strong`}
          onClick={() => window.location.reload()}
        >
          {reload}
        </button>
        <a href="/status" className={`${button} border border-line bg-surface hover:bg-hover`}>
          {status}
        </a>
      </p>
    </main>
  );
}
