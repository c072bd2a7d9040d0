import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { name, ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

const input = z.object({
  performance: ref("performance"),
  device: name().describe("the device's name or id"),
});
type Device = { id: string; name: string; waiting: number };

export const revokeDoorDevice = defineTool({
  name: "ticketing_revoke_door_device",
  title: { fr: "Retirer un appareil du contrôle", en: "Revoke a door device" },
  description:
    "Takes its rights from a device at the door of a date: lost phone, person who left. Scans that it has not sent are lost.",
  permission: "ticketing:write",
  effect: "write",
  input,
  output: z.object({
    deviceId: z.uuid(),
    name: z.string(),
    performanceId: z.uuid(),
    performance: z.string(),
    lost: z.int(),
  }),
  examples: [
    {
      fr: "retire l’appareil Porte B du contrôle de Lyon",
      en: "revoke the device Gate B from the Lyon door",
      input: { performance: "Lyon", device: "Porte B" },
    },
    {
      fr: "le Téléphone 2 a été volé à Marseille, coupe-lui l’accès au contrôle",
      en: "Phone 2 was stolen in Marseille, cut its access to the door",
      input: { performance: "Marseille", device: "Téléphone 2" },
    },
    {
      fr: "désactive l’appareil de scan Renfort à Lille",
      en: "disable the scanning device Backup in Lille",
      input: { performance: "Lille", device: "Renfort" },
    },
    {
      fr: "on a perdu l’appareil Balcon à Nantes, révoque-le",
      en: "we lost the device Balcony in Nantes, revoke it",
      input: { performance: "Nantes", device: "Balcon" },
    },
    {
      fr: "plus besoin de l’appareil Fosse à la porte de Rennes",
      en: "the device Pit is no longer needed at the Rennes door",
      input: { performance: "Rennes", device: "Fosse" },
    },
    {
      fr: "coupe l’appareil de Sam à Paris, il est parti",
      en: "cut Sam's device in Paris, he left",
      input: { performance: "Paris", device: "Sam" },
    },
    {
      fr: "révoque l’appareil Téléphone 3 à Strasbourg, on l’a perdu",
      en: "revoke the device Phone 3 in Strasbourg, we lost it",
      input: { performance: "Strasbourg", device: "Téléphone 3" },
    },
    {
      fr: "l’appareil Hall a été volé à Toulouse, coupe-le",
      en: "the device Hall was stolen in Toulouse, cut it",
      input: { performance: "Toulouse", device: "Hall" },
    },
    {
      fr: "désactive l’appareil Balcon à Caen",
      en: "disable the device Balcon in Caen",
      input: { performance: "Caen", device: "Balcon" },
    },
    {
      fr: "coupe l’accès de l’appareil Renfort à Angers",
      en: "cut the access of the device Renfort in Angers",
      input: { performance: "Angers", device: "Renfort" },
    },
    {
      fr: "on n’a plus besoin de l’appareil Accueil à Dijon, retire-le",
      en: "the device Accueil is no longer needed in Dijon, revoke it",
      input: { performance: "Dijon", device: "Accueil" },
    },
    {
      fr: "téléphone de scan perdu à Brest : révoque Porte C",
      en: "scanning phone lost in Brest: revoke Porte C",
      input: { performance: "Brest", device: "Porte C" },
    },
  ],
  escalate: async (ctx, given) => (await find(ctx, given)).device.waiting > 0,
  async preview(ctx, given) {
    const { device, performance } = await find(ctx, given);
    return {
      title: {
        fr: `Retirer l’appareil « ${device.name} » (${performance.label})`,
        en: `Revoke the device “${device.name}” (${performance.label})`,
      },
      lines: [
        {
          label: { fr: "Scans pas encore envoyés", en: "Scans not sent yet" },
          value: String(device.waiting),
        },
      ],
      warnings: [
        {
          fr: "Ces passages ne seront jamais reçus : mieux vaut d’abord rendre le réseau à l’appareil.",
          en: "These passages will never be received: better give the device its network back first.",
        },
      ],
    };
  },
  async run(ctx, given) {
    const { device, performance } = await find(ctx, given);
    const { rows } = await sql<{ answer: { code: string; waiting: number } }>`
      select koncert.revoke_door_device(${device.id}::uuid) as answer`.execute(ctx.tx);
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok") throw new Error(`revoke a device: ${answer?.code}`);
    return {
      deviceId: device.id,
      name: device.name,
      performanceId: performance.id,
      performance: performance.label,
      lost: answer.waiting,
    };
  },
  summary: (output, say) =>
    say({
      fr: `L’appareil « ${output.name} » n’a plus accès au contrôle de ${output.performance}.`,
      en: `The device “${output.name}” no longer has access to the door of ${output.performance}.`,
    }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});

async function find(ctx: ToolContext, given: z.output<typeof input>) {
  const performance = await resolveRef(ctx, "performance", given.performance);
  const { rows } = await sql<Device>`
    select id, name, waiting from door_devices
    where performance_id = ${performance.id} and revoked_at is null
      and (id::text = ${given.device} or koncert.normalize(name) = koncert.normalize(${given.device}))
    order by created_at desc limit 1`.execute(ctx.tx);
  const [device] = rows;
  if (!device) {
    throw new ToolError(
      "not_found",
      {
        fr: `Aucun appareil « ${given.device} » au contrôle de ${performance.label}.`,
        en: `There is no device “${given.device}” at the door of ${performance.label}.`,
      },
      { field: "device" },
    );
  }
  return { device, performance };
}
