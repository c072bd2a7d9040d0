"use client";

import { useState } from "react";
import "../design/global.css";
import { Failure, pageLanguage } from "../site/failure.tsx";

/** The fonts of the page that failed: every page loads this script, which must not name them again. */
const pageFonts = () => (typeof document === "undefined" ? "" : document.documentElement.className);

/** Drawn when even the frame of the page failed. */
export default function GlobalError() {
  const [language] = useState(pageLanguage);
  const [fonts] = useState(pageFonts);
  return (
    <html lang={language} className={fonts} suppressHydrationWarning>
      <body>
        <Failure />
      </body>
    </html>
  );
}
