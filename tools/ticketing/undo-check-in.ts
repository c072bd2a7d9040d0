import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { ref, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { doorPerson } from "./door-people.ts";

type Answer = {
  code: string;
  check_in_id: string;
  undone: string;
  direction: "in" | "out";
  person: z.infer<typeof doorPerson>;
};

export const undoCheckIn = defineTool({
  name: "ticketing_undo_check_in",
  title: { fr: "Annuler un scan", en: "Undo a check-in" },
  description:
    "Takes back an accepted scan at the door of a date: the member's latest one unless its id is given.",
  permission: "door:scan",
  effect: "write",
  untrusted: true,
  input: z.object({
    performance: ref("performance"),
    check_in: words(40).describe("id of the scan").optional(),
  }),
  output: z.object({
    checkInId: z.uuid(),
    undone: z.uuid(),
    performanceId: z.uuid(),
    performance: z.string(),
    /** Where the person is now: in or out. */
    direction: z.enum(["in", "out"]),
    holder: z.string().nullable(),
    type: z.string(),
  }),
  examples: [
    {
      fr: "annule le dernier scan à Lyon",
      en: "undo the last scan in Lyon",
      input: { performance: "Lyon" },
    },
    {
      fr: "erreur de scan à la porte de Marseille, reviens en arrière",
      en: "wrong scan at the Marseille door, take it back",
      input: { performance: "Marseille" },
    },
    {
      fr: "je me suis trompé de billet à l’entrée de Lille, annule ce scan",
      en: "I scanned the wrong ticket at the Lille entrance, undo that scan",
      input: { performance: "Lille" },
    },
    {
      fr: "retire le dernier pointage de Nantes",
      en: "remove the last check-in of Nantes",
      input: { performance: "Nantes" },
    },
    {
      fr: "le scan que je viens de faire à Paris, oublie-le",
      en: "the scan I just made in Paris, forget it",
      input: { performance: "Paris" },
    },
    {
      fr: "annule l’entrée que je viens de scanner à Rennes",
      en: "undo the entry I just scanned in Rennes",
      input: { performance: "Rennes" },
    },
    {
      fr: "mauvais billet scanné à Caen, enlève le scan",
      en: "wrong ticket scanned in Caen, remove the scan",
      input: { performance: "Caen" },
    },
    {
      fr: "le dernier pointage à la porte de Metz était une erreur, annule-le",
      en: "the last check-in at the Metz door was a mistake, undo it",
      input: { performance: "Metz" },
    },
    {
      fr: "défais la dernière entrée validée à Bordeaux",
      en: "undo the last entry validated in Bordeaux",
      input: { performance: "Bordeaux" },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const { rows } = await sql<{ answer: Answer }>`
      select koncert.undo_check_in(${performance.id}::uuid, ${input.check_in ?? null}::uuid) as answer`.execute(
      ctx.tx,
    );
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok") throw refused(answer?.code ?? "", performance.label);
    return {
      checkInId: answer.check_in_id,
      undone: answer.undone,
      performanceId: performance.id,
      performance: performance.label,
      direction: answer.direction,
      holder: answer.person.holder,
      type: answer.person.type,
    };
  },
  summary: (output, say) => {
    const who = [output.holder, output.type].filter(Boolean).join(", ");
    return output.direction === "out"
      ? say({ fr: `Entrée annulée : ${who}.`, en: `Entry undone: ${who}.` })
      : say({ fr: `Sortie annulée : ${who}.`, en: `Exit undone: ${who}.` });
  },
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});

function refused(reason: string, label: string) {
  return reason === "changed_later"
    ? new ToolError(
        "conflict",
        {
          fr: "Ce billet a été scanné de nouveau depuis : ce scan ne peut plus être annulé.",
          en: "This ticket was scanned again since: this scan can no longer be undone.",
        },
        { reason },
      )
    : new ToolError(
        "not_found",
        {
          fr: `Aucun scan à annuler pour ${label}.`,
          en: `There is no scan to undo for ${label}.`,
        },
        { reason },
      );
}
