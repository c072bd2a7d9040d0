import { describe, expect, it } from "vitest";
import { type NotesEvent, startNotes, stepNotes } from "./notes-state.ts";

const after = (...events: NotesEvent[]) => events.reduce(stepNotes, startNotes("Parking"));

describe("notes saved as typed", () => {
  it("wait to be saved once they differ from what the server holds", () => {
    expect(after({ type: "typed", text: "Parking nord" }).phase).toBe("typing");
    expect(after({ type: "typed", text: "Parking\n" }).phase).toBe("saved");
  });

  it("are saved again where more was typed while the answer was on its way", () => {
    const state = after(
      { type: "typed", text: "A" },
      { type: "sent" },
      { type: "typed", text: "AB" },
      { type: "saved", text: "A" },
    );
    expect(state).toMatchObject({ text: "AB", base: "A", phase: "typing" });
    expect(stepNotes(state, { type: "saved", text: "AB" }).phase).toBe("saved");
  });

  it("keep both texts of a conflict until one is chosen, whatever is typed meanwhile", () => {
    const clash = after(
      { type: "typed", text: "mien" },
      { type: "sent" },
      { type: "conflict", theirs: "sien" },
      { type: "typed", text: "mien aussi" },
    );
    expect(clash).toMatchObject({ text: "mien aussi", theirs: "sien", phase: "conflict" });
    const choose = (which: "mine" | "theirs" | "both") => stepNotes(clash, { type: "keep", which });
    expect(choose("mine")).toMatchObject({ text: "mien aussi", base: "sien", phase: "typing" });
    expect(choose("theirs")).toMatchObject({ text: "sien", base: "sien", phase: "saved" });
    expect(choose("both")).toMatchObject({ text: "sien\n\nmien aussi", phase: "typing" });
  });

  it("take up what was kept on this device when the page was left without network", () => {
    expect(after({ type: "kept", text: "Parking nord", base: "Parking" })).toMatchObject({
      text: "Parking nord",
      base: "Parking",
      phase: "typing",
    });
    expect(after({ type: "kept", text: "Parking ", base: "autre" }).phase).toBe("saved");
  });

  it("follow what the page reads anew, never over what is being typed", () => {
    expect(after({ type: "read", text: "Quai" })).toMatchObject({ text: "Quai", base: "Quai" });
    expect(after({ type: "typed", text: "A" }, { type: "read", text: "Quai" }).text).toBe("A");
  });
});
