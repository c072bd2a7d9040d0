"use client";

import { lazy, Suspense } from "react";

// Every page carries this for its own errors: what it shows comes when it is needed. Should that not
// come, as after a deployment, the error of the frame stands in.
const Failure = lazy(async () => ({ default: (await import("../site/failure.tsx")).Failure }));

export default function PageError() {
  return (
    <Suspense>
      <Failure />
    </Suspense>
  );
}
