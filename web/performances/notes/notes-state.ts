/** Notes that are saved while they are typed; nothing of either side is lost. */
export type NotesState = {
  /** What stands in the box. */
  text: string;
  /** What the server is known to hold. */
  base: string;
  phase: "saved" | "typing" | "saving" | "lost" | "conflict" | "refused";
  /** What another has written in between, or why it was refused. */
  theirs: string;
};

export type NotesEvent =
  | { type: "typed"; text: string }
  | { type: "sent" }
  | { type: "saved"; text: string }
  | { type: "conflict"; theirs: string }
  | { type: "refused"; message: string }
  | { type: "lost" }
  | { type: "keep"; which: "mine" | "theirs" | "both" }
  | { type: "kept"; text: string; base: string }
  | { type: "read"; text: string };

export const startNotes = (stored: string): NotesState => ({
  text: stored,
  base: stored,
  phase: "saved",
  theirs: "",
});

export function stepNotes(state: NotesState, event: NotesEvent): NotesState {
  switch (event.type) {
    case "typed":
      // While two texts stand against each other, only the choice between them saves.
      if (state.phase === "conflict") return { ...state, text: event.text };
      return {
        ...state,
        text: event.text,
        phase: event.text.trim() === state.base.trim() ? "saved" : "typing",
      };
    case "sent":
      return { ...state, phase: "saving" };
    case "saved":
      return {
        ...state,
        base: event.text,
        phase: state.text.trim() === event.text.trim() ? "saved" : "typing",
      };
    case "conflict":
      return { ...state, phase: "conflict", theirs: event.theirs };
    case "refused":
      return { ...state, phase: "refused", theirs: event.message };
    case "lost":
      return { ...state, phase: "lost" };
    case "keep": {
      const text = {
        mine: state.text,
        theirs: state.theirs,
        both: `${state.theirs}\n\n${state.text}`,
      }[event.which];
      const phase = event.which === "theirs" ? "saved" : "typing";
      return { text, base: state.theirs, phase, theirs: "" };
    }
    case "kept":
      // From an earlier visit without network: it goes on from the text that it started from then.
      return event.text.trim() === state.base.trim()
        ? state
        : { text: event.text, base: event.base, phase: "typing", theirs: "" };
    case "read":
      // What the page reads anew counts where nothing here waits to be saved.
      return state.phase === "saved" && event.text !== state.base
        ? { ...state, text: event.text, base: event.text }
        : state;
  }
}
