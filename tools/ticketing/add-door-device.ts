import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { flag, name, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { forbidden } from "../core/failures.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { doorLinkToken, hashOfToken } from "./door-tokens.ts";

type Answer = { code: string; device_id: string; expires_at: string };

export const addDoorDevice = defineTool({
  name: "ticketing_add_door_device",
  title: { fr: "Ajouter un appareil au contrôle", en: "Add a door device" },
  description:
    "Prepares a phone that will scan at the door of one date, without an account; its QR code to open it is on the door's supervision page.",
  permission: "door:scan",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    name: name().describe("what the device is called, such as Téléphone 2"),
    gate: name().describe("label of the gate where it scans").optional(),
    own: flag().describe("the member's own phone or computer").default(false),
  }),
  output: z.object({
    deviceId: z.uuid(),
    name: z.string(),
    gate: z.string().nullable(),
    performanceId: z.uuid(),
    performance: z.string(),
    expiresAt: z.string(),
  }),
  examples: [
    {
      fr: "ajoute un téléphone « Porte B » pour scanner à Lyon",
      en: "add a phone “Gate B” to scan in Lyon",
      input: { performance: "Lyon", name: "Porte B" },
    },
    {
      fr: "prépare un appareil Téléphone 2 pour le contrôle à Marseille, porte nord",
      en: "prepare a device Phone 2 for the door in Marseille, north gate",
      input: { performance: "Marseille", name: "Téléphone 2", gate: "nord" },
    },
    {
      fr: "il me faut un lecteur de plus à Lille, appelle-le Renfort",
      en: "I need one more scanner in Lille, call it Backup",
      input: { performance: "Lille", name: "Renfort" },
    },
    {
      fr: "nouvel appareil de scan à Nantes : Balcon",
      en: "new scanning device in Nantes: Balcony",
      input: { performance: "Nantes", name: "Balcon" },
    },
    {
      fr: "téléphone de Sam pour la porte à Paris",
      en: "Sam's phone for the door in Paris",
      input: { performance: "Paris", name: "Sam" },
    },
    {
      fr: "tel Fosse pr scanner a Rennes",
      en: "phone Pit to scan in Rennes",
      input: { performance: "Rennes", name: "Fosse" },
    },
    {
      fr: "ajoute un appareil de scan Hall à Strasbourg",
      en: "add a scanning device Lobby in Strasbourg",
      input: { performance: "Strasbourg", name: "Hall" },
    },
    {
      fr: "nouveau téléphone pour scanner à Toulouse, appelle-le Porte C",
      en: "new phone to scan in Toulouse, call it Porte C",
      input: { performance: "Toulouse", name: "Porte C" },
    },
    {
      fr: "prépare un téléphone de plus pour le contrôle à Caen : Renfort",
      en: "prepare one more phone for the door in Caen: Renfort",
      input: { performance: "Caen", name: "Renfort" },
    },
    {
      fr: "il faut un appareil de plus à la porte d’Angers, nom Fosse",
      en: "one more device is needed at the Angers door, name Fosse",
      input: { performance: "Angers", name: "Fosse" },
    },
    {
      fr: "ajoute le téléphone de Nina au scan à Dijon",
      en: "add Nina's phone for scanning in Dijon",
      input: { performance: "Dijon", name: "Nina" },
    },
    {
      fr: "ajoute un lecteur Accueil à la porte de Brest",
      en: "add a scanner Accueil at the Brest door",
      input: { performance: "Brest", name: "Accueil" },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const id = randomUUID();
    const hash = hashOfToken(doorLinkToken(ctx.integrations.secrets, id));
    const { rows } = await sql<{ answer: Answer }>`
      select koncert.add_door_device(${id}::uuid, ${performance.id}::uuid, ${input.name.slice(0, 80)},
        ${input.gate?.slice(0, 40) ?? null}, ${hash}, ${input.own}) as answer`.execute(ctx.tx);
    const answer = rows[0]?.answer;
    if (answer?.code === "forbidden") throw forbidden();
    if (answer?.code !== "ok") throw refused(answer?.code ?? "", performance.label);
    return {
      deviceId: answer.device_id,
      name: input.name,
      gate: input.gate ?? null,
      performanceId: performance.id,
      performance: performance.label,
      expiresAt: answer.expires_at,
    };
  },
  summary: (output, say) =>
    say({
      fr: `Appareil « ${output.name} » prêt pour ${output.performance} : ouvrez-le avec le QR code de la page Supervision.`,
      en: `Device “${output.name}” is ready for ${output.performance}: open it with the QR code of the Supervision page.`,
    }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});

function refused(reason: string, label: string) {
  const text =
    reason === "performance_cancelled"
      ? { fr: `La date ${label} est annulée.`, en: `The date ${label} is cancelled.` }
      : { fr: `La date ${label} est passée.`, en: `The date ${label} is over.` };
  return new ToolError("conflict", text, { reason });
}
