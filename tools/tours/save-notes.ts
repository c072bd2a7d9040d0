import { sql } from "kysely";
import { z } from "zod";
import { ref, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

const longest = 20_000;

export const saveNotes = defineTool({
  name: "tours_save_notes",
  title: { fr: "Enregistrer les notes", en: "Save the notes" },
  description:
    "Writes the whole notes of a date. With the text they started from, refuses to cover a change made in between and gives it back.",
  permission: "tours:write",
  effect: "write",
  untrusted: true,
  input: z.object({
    performance: ref("performance"),
    notes: words(longest).describe("the whole text; nothing empties the notes").optional(),
    /** Not of a semantic type: only a page that showed the notes knows it. */
    before: z.string().max(longest).optional().describe("the text that the change started from"),
  }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    /** False when someone changed the notes in between: `notes` is then theirs, untouched. */
    saved: z.boolean(),
    notes: z.string(),
  }),
  examples: [
    {
      fr: "remplace les notes de Lyon par « parking derrière la salle »",
      en: "replace the notes of Lyon with “parking behind the venue”",
      input: { performance: "Lyon", notes: "parking derrière la salle" },
    },
    {
      fr: "efface les notes de Lille",
      en: "clear the notes of Lille",
      input: { performance: "Lille" },
    },
    {
      fr: "réécris les notes de Nantes : quai au nord, monte-charge en panne",
      en: "rewrite the notes of Nantes: dock on the north side, lift out of order",
      input: { performance: "Nantes", notes: "quai au nord, monte-charge en panne" },
    },
    {
      fr: "vide les notes de la date de Rennes stp",
      en: "empty the notes of the Rennes date please",
      input: { performance: "Rennes" },
    },
    {
      fr: "les notes de Brest deviennent : arrivée par la cour",
      en: "the notes of Brest become: arrive through the yard",
      input: { performance: "Brest", notes: "arrivée par la cour" },
    },
    {
      fr: "supprime toutes les notes du 14 mai 2027",
      en: "delete all notes of 14 May 2027",
      input: { performance: "2027-05-14" },
    },
  ],
  async run(ctx, input) {
    const { id, label } = await resolveRef(ctx, "performance", input.performance);
    const notes = input.notes ?? "";
    // One statement looks and writes: whoever comes second finds what the first has written.
    const written = await ctx.tx
      .updateTable("performances")
      .set({ notes: notes === "" ? null : notes })
      .where("id", "=", id)
      .$if(input.before !== undefined, (update) =>
        update.where(
          sql<boolean>`btrim(coalesce(notes, ''), E' \n\r\t') in (btrim(${input.before ?? ""}, E' \n\r\t'), ${notes})`,
        ),
      )
      .returning("id")
      .executeTakeFirst();
    if (written) return { performanceId: id, performance: label, saved: true, notes };
    const theirs = await ctx.tx
      .selectFrom("performances")
      .select("notes")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    return { performanceId: id, performance: label, saved: false, notes: theirs.notes ?? "" };
  },
  summary: (output, say) =>
    output.saved
      ? say({
          fr:
            output.notes === ""
              ? `${output.performance} : notes effacées.`
              : `${output.performance} : notes enregistrées.`,
          en:
            output.notes === ""
              ? `${output.performance}: notes cleared.`
              : `${output.performance}: notes saved.`,
        })
      : say({
          fr: `Les notes de ${output.performance} ont changé entre-temps : rien n’a été écrasé.`,
          en: `The notes of ${output.performance} changed in between: nothing was covered.`,
        }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
