"use client";

import { useState } from "react";
import "../design/global.css";
import { Failure, pageLanguage } from "../site/failure.tsx";

/** The fonts and the theme of the page that failed: every page loads this script, which must not name them again. */
function pageLook() {
  if (typeof document === "undefined") return {};
  const { className, dataset } = document.documentElement;
  return { className, "data-theme": dataset["theme"] };
}

/** Drawn when even the frame of the page failed. */
export default function GlobalError() {
  const [language] = useState(pageLanguage);
  const [look] = useState(pageLook);
  return (
    <html lang={language} {...look} suppressHydrationWarning>
      <body>
        <Failure />
      </body>
    </html>
  );
}
