"use client";

import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { callTool } from "../../forms/call-tool.ts";
import { startNotes, stepNotes } from "./notes-state.ts";

const quietMs = 800;
const againMs = 5_000;
const keyOf = (id: string) => `koncert:notes:${id}`;

/** A date's notes, saved a moment after the last letter; kept on this device while there is no network. */
export function useNotes(id: string, stored: string) {
  const [state, dispatch] = useReducer(stepNotes, stored, startNotes);
  const [lastCall, setLastCall] = useState<string | null>(null);
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });
  /** What was sent and not answered: it is sent again as it was before anything newer. */
  const unanswered = useRef<{ text: string; base: string; callId: string } | null>(null);

  const busy = useRef(false);

  const send = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    const { text, base } = latest.current;
    const letter = unanswered.current ?? { text, base, callId: crypto.randomUUID() };
    unanswered.current = letter;
    dispatch({ type: "sent" });
    try {
      const notes = letter.text.trim();
      const outcome = await callTool(
        "tours_save_notes",
        { performance: id, before: letter.base, ...(notes ? { notes } : {}) },
        letter.callId,
      );
      unanswered.current = null;
      if ("error" in outcome) dispatch({ type: "refused", message: outcome.error.message });
      else if (outcome.ok) {
        const answer = outcome.value as ToolOutput<"tours_save_notes">;
        if (answer.saved) {
          setLastCall(letter.callId);
          dispatch({ type: "saved", text: answer.notes });
        } else dispatch({ type: "conflict", theirs: answer.notes });
      }
    } catch {
      dispatch({ type: "lost" });
    } finally {
      busy.current = false;
    }
  }, [id]);

  // What was kept here when the page was last left comes back.
  useEffect(() => {
    const kept = readKept(id);
    if (kept) dispatch({ type: "kept", ...kept });
  }, [id]);
  useEffect(() => dispatch({ type: "read", text: stored }), [stored]);

  const { phase, text, base } = state;
  useEffect(() => {
    if (phase === "saved") localStorage.removeItem(keyOf(id));
    else localStorage.setItem(keyOf(id), JSON.stringify({ text, base }));
    if (phase !== "typing") return;
    const later = setTimeout(() => void send(), quietMs);
    return () => clearTimeout(later);
  }, [id, phase, text, base, send]);

  useEffect(() => {
    if (phase !== "lost") return;
    const online = () => void send();
    const again = setInterval(online, againMs);
    window.addEventListener("online", online);
    return () => {
      clearInterval(again);
      window.removeEventListener("online", online);
    };
  }, [phase, send]);

  // Leaving for another site is asked about; leaving for another page saves on the way.
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (latest.current.phase !== "saved") event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => {
      window.removeEventListener("beforeunload", ask);
      if (latest.current.phase === "typing") void send();
    };
  }, [send]);

  return {
    state,
    dispatch,
    lastCall,
    forgetCall: () => setLastCall(null),
    saveNow: () => void send(),
  };
}

function readKept(id: string): { text: string; base: string } | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(id)) ?? "null");
    return typeof kept === "object" &&
      kept !== null &&
      "text" in kept &&
      "base" in kept &&
      typeof kept.text === "string" &&
      typeof kept.base === "string"
      ? { text: kept.text, base: kept.base }
      : null;
  } catch {
    return null;
  }
}
