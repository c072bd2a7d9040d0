import { looks } from "./looks.ts";

/** What came of the last press of a button, read out when it changes. */
export function SaidLine({ said }: { said: { ok: boolean; text: string } | null }) {
  return (
    <output className="mt-2 block text-sm empty:hidden">
      {said && (
        <span className={said.ok ? "text-confirmed" : `block ${looks.refusal}`}>{said.text}</span>
      )}
    </output>
  );
}
