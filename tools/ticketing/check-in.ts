import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { choice, name, ref, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { doorPerson, meantPerson } from "./door-people.ts";
import { type DoorResult, doorResults, refusalWords } from "./door-results.ts";
import { readPublicKeys } from "./signing-keys.ts";
import { readTicketCode } from "./ticket-code.ts";

type Answer = {
  code: string;
  result: DoorResult;
  check_in_id: string;
  person: z.infer<typeof doorPerson> | null;
  previous: { gate: string | null; at: string } | null;
  other_date: string | null;
  gates: string[] | null;
};

export const checkIn = defineTool({
  name: "ticketing_check_in",
  title: { fr: "Faire entrer", en: "Check in" },
  description:
    "Lets a ticket holder or guest in (or out) at the door of a date, by scanned code, name or ticket number; says why when refused.",
  permission: "door:scan",
  effect: "write",
  untrusted: true,
  input: z.object({
    performance: ref("performance"),
    who: words(200).describe("holder's or guest's name, ticket number, or id").optional(),
    code: words(400).describe("scanned text").optional(),
    direction: choice("direction", ["in", "out"]).default("in"),
    gate: name().describe("label of the gate").optional(),
  }),
  output: z.object({
    result: z.enum(doorResults),
    checkInId: z.uuid(),
    performanceId: z.uuid(),
    performance: z.string(),
    timeZone: z.string(),
    direction: z.enum(["in", "out"]),
    person: doorPerson.nullable(),
    previous: z.object({ gate: z.string().nullable(), at: z.string() }).nullable(),
    otherDate: z.object({ id: z.uuid(), label: z.string(), day: z.string() }).nullable(),
    /** Where this ticket comes in, when not here. */
    gates: z.array(z.string()),
  }),
  examples: [
    {
      fr: "fais entrer Lea Martin à Lyon",
      en: "let Lea Martin in at Lyon",
      input: { performance: "Lyon", who: "Lea Martin" },
    },
    {
      fr: "pointe Marc Petit à l’entrée de Marseille",
      en: "check in Marc Petit at the Marseille door",
      input: { performance: "Marseille", who: "Marc Petit" },
    },
    {
      fr: "Inès Moreau est arrivée à la porte à Lille, fais-la entrer",
      en: "Inès Moreau is at the door in Lille, let her in",
      input: { performance: "Lille", who: "Inès Moreau" },
    },
    {
      fr: "valide l’entrée de Paul Durand à Nantes",
      en: "validate Paul Durand's entry in Nantes",
      input: { performance: "Nantes", who: "Paul Durand" },
    },
    {
      fr: "Zoé Blanc ressort fumer à Paris, note sa sortie",
      en: "Zoé Blanc goes out for a smoke in Paris, note her exit",
      input: { performance: "Paris", who: "Zoé Blanc", direction: "out" },
    },
    {
      fr: "entrée de Sam Leroy porte nord à Bordeaux",
      en: "entry of Sam Leroy at the north gate in Bordeaux",
      input: { performance: "Bordeaux", who: "Sam Leroy", gate: "nord" },
    },
    {
      fr: "Paul Durand sort de la salle à Caen, marque sa sortie",
      en: "Paul Durand leaves the room in Caen, mark his exit",
      input: { performance: "Caen", who: "Paul Durand", direction: "out" },
    },
    {
      fr: "sortie de Marc Petit à Metz",
      en: "exit of Marc Petit in Metz",
      input: { performance: "Metz", who: "Marc Petit", direction: "out" },
    },
    {
      fr: "valide le billet de Lea Martin à la porte de Dijon",
      en: "validate Lea Martin's ticket at the Dijon door",
      input: { performance: "Dijon", who: "Lea Martin" },
    },
    {
      fr: "laisse entrer Inès Moreau, elle est devant à Rennes",
      en: "let Inès Moreau in, she is outside in Rennes",
      input: { performance: "Rennes", who: "Inès Moreau" },
    },
    {
      fr: "check-in Nina Roux Tours",
      en: "check-in Nina Roux Tours",
      input: { performance: "Tours", who: "Nina Roux" },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    if ((input.code === undefined) === (input.who === undefined)) {
      throw new ToolError(
        "invalid_input",
        {
          fr: "Qui entre : un code scanné, ou un nom ?",
          en: "Who comes in: a scanned code, or a name?",
        },
        { field: "who" },
      );
    }
    const scan =
      input.who === undefined
        ? (readTicketCode(input.code ?? "", await readPublicKeys(ctx)) ?? {})
        : await meantPerson(ctx, performance, input.who, input.direction).then((person) => ({
            [`${person.kind}_id`]: person.id,
          }));
    const { rows } = await sql<{ answer: Answer; timeZone: string }>`
      select koncert.check_in(${performance.id}::uuid, ${JSON.stringify(scan)}::jsonb,
          ${input.direction}, ${input.gate ?? null}) as answer,
        (select coalesce(v.time_zone, g.time_zone) from performances p
          join organizations g on g.id = p.organization_id
          left join venues v on v.id = p.venue_id where p.id = ${performance.id}) as "timeZone"`.execute(
      ctx.tx,
    );
    const [row] = rows;
    if (row?.answer.code !== "ok") throw new Error(`check in: ${row?.answer.code}`);
    const { answer, timeZone } = row;
    const other = answer.other_date
      ? await ctx.tx
          .selectFrom("performances")
          .select("day")
          .where("id", "=", answer.other_date)
          .executeTakeFirstOrThrow()
      : null;
    return {
      result: answer.result,
      checkInId: answer.check_in_id,
      performanceId: performance.id,
      performance: performance.label,
      timeZone,
      direction: input.direction,
      person: answer.person,
      previous: answer.previous,
      otherDate:
        answer.other_date && other
          ? { ...(await resolveRef(ctx, "performance", answer.other_date)), ...other }
          : null,
      gates: answer.gates ?? [],
    };
  },
  summary(output, say) {
    const { person, previous, result } = output;
    const who = [person?.holder, person?.type].filter(Boolean).join(", ");
    if (result === "ok") {
      const places = person && person.places > 1 ? ` +${person.places - 1}` : "";
      return output.direction === "in"
        ? say({ fr: `Entrée : ${who}${places}.`, en: `In: ${who}${places}.` })
        : say({ fr: `Sortie : ${who}${places}.`, en: `Out: ${who}${places}.` });
    }
    const where = previous
      ? say({
          fr: ` à ${say.time(previous.at, output.timeZone)}${previous.gate ? `, ${previous.gate}` : ""}`,
          en: ` at ${say.time(previous.at, output.timeZone)}${previous.gate ? `, ${previous.gate}` : ""}`,
        })
      : "";
    const date = output.otherDate ? ` (${output.otherDate.label})` : "";
    const gates = output.gates.length > 0 ? ` (${say.list(output.gates)})` : "";
    const reason = `${say(refusalWords[result])}${where}${date}${gates}`;
    return who
      ? say({ fr: `Refusé : ${who}, ${reason}.`, en: `Refused: ${who}, ${reason}.` })
      : say({ fr: `Refusé : ${reason}.`, en: `Refused: ${reason}.` });
  },
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
