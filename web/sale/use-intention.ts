import { useRef } from "react";

/**
 * The call id of what a person is about to do: the same while the same thing is sent again without an
 * answer, so that it has one effect; a new one after `settle`.
 */
export function useIntention() {
  const current = useRef<{ what: string; id: string } | null>(null);
  return {
    idOf(input: unknown): string {
      const what = JSON.stringify(input);
      if (current.current?.what !== what) current.current = { what, id: crypto.randomUUID() };
      return current.current.id;
    },
    settle() {
      current.current = null;
    },
  };
}
