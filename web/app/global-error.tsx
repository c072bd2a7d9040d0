"use client";

import { useState } from "react";
import { fontVariables } from "../design/fonts.ts";
import "../design/global.css";
import { Failure, pageLanguage } from "../site/failure.tsx";

/** Drawn when even the frame of the page failed. */
export default function GlobalError() {
  const [language] = useState(pageLanguage);
  return (
    <html lang={language} className={fontVariables}>
      <body>
        <Failure />
      </body>
    </html>
  );
}
