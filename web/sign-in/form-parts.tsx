import type { ReactNode } from "react";

export function FormHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-7">
      <h1 className="font-display text-2xl font-semibold tracking-tight">{title}</h1>
      {children && <p className="mt-2 text-soft">{children}</p>}
    </div>
  );
}

/** One line under a form that leads elsewhere. */
export function FormFoot({ children }: { children: ReactNode }) {
  return (
    <p className="mt-8 text-sm text-soft [&_a]:font-medium [&_a]:text-ink [&_a]:underline [&_a]:decoration-edge [&_a]:underline-offset-4 [&_a:hover]:decoration-ink">
      {children}
    </p>
  );
}
