"use client";

import { Failure } from "../site/failure.tsx";

export default function PageError() {
  return <Failure />;
}
