import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { name, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { doorLinkToken } from "./door-tokens.ts";

export const getDoorLink = defineTool({
  name: "ticketing_get_door_link",
  title: { fr: "Lien d’un appareil du contrôle", en: "Link of a door device" },
  description:
    "The secret link that opens a device prepared for the door of a date; it serves once. Shown as a QR code by the supervision page.",
  permission: "door:scan",
  effect: "read",
  input: z.object({
    performance: ref("performance"),
    device: name().describe("the device's name or id"),
  }),
  output: z.object({
    deviceId: z.uuid(),
    name: z.string(),
    performanceId: z.uuid(),
    performance: z.string(),
    /** Null once the device is open: its link is worth nothing. */
    path: z.string().nullable(),
    expiresAt: z.string(),
  }),
  examples: [
    {
      fr: "le lien pour ouvrir l’appareil Porte B à Lyon",
      en: "the link to open the device Gate B in Lyon",
      input: { performance: "Lyon", device: "Porte B" },
    },
    {
      fr: "QR code du Téléphone 2 au contrôle de Marseille",
      en: "QR code of Phone 2 at the Marseille door",
      input: { performance: "Marseille", device: "Téléphone 2" },
    },
    {
      fr: "comment je connecte l’appareil Balcon à Nantes",
      en: "how do I connect the device Balcony in Nantes",
      input: { performance: "Nantes", device: "Balcon" },
    },
    {
      fr: "redonne-moi le lien de l’appareil Renfort à Lille",
      en: "give me the link of the device Backup in Lille again",
      input: { performance: "Lille", device: "Renfort" },
    },
    {
      fr: "ouvrir l’appareil de scan Fosse de Rennes",
      en: "open the scanning device Pit of Rennes",
      input: { performance: "Rennes", device: "Fosse" },
    },
    {
      fr: "lien de l’appareil Sam, Paris",
      en: "link of the device Sam, Paris",
      input: { performance: "Paris", device: "Sam" },
    },
    {
      fr: "le QR code de l’appareil Hall à Strasbourg",
      en: "the QR code of the device Hall in Strasbourg",
      input: { performance: "Strasbourg", device: "Hall" },
    },
    {
      fr: "donne-moi le lien du Téléphone 2 à Toulouse",
      en: "give me the link of Phone 2 in Toulouse",
      input: { performance: "Toulouse", device: "Téléphone 2" },
    },
    {
      fr: "je dois connecter l’appareil Fosse à Caen, le QR code stp",
      en: "I have to connect the device Fosse in Caen, the QR code please",
      input: { performance: "Caen", device: "Fosse" },
    },
    {
      fr: "lien d’ouverture de l’appareil Balcon à Angers",
      en: "opening link of the device Balcon in Angers",
      input: { performance: "Angers", device: "Balcon" },
    },
    {
      fr: "QR code du téléphone Hall pour la porte de Dijon",
      en: "QR code of the phone Hall for the Dijon door",
      input: { performance: "Dijon", device: "Hall" },
    },
    {
      fr: "ouvre le lien de l’appareil Accueil à Brest",
      en: "open the link of the device Accueil in Brest",
      input: { performance: "Brest", device: "Accueil" },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const { rows } = await sql<{ id: string; name: string; claimed: boolean; expiresAt: Date }>`
      select id, name, claimed_at is not null as claimed, expires_at as "expiresAt" from door_devices
      where performance_id = ${performance.id} and revoked_at is null and expires_at > now()
        and (id::text = ${input.device} or koncert.normalize(name) = koncert.normalize(${input.device}))
        and (member_id = koncert.member_id() or koncert.may('ticketing:write'))
      order by created_at desc limit 1`.execute(ctx.tx);
    const [device] = rows;
    if (!device) {
      throw new ToolError(
        "not_found",
        {
          fr: `Aucun appareil « ${input.device} » au contrôle de ${performance.label}.`,
          en: `There is no device “${input.device}” at the door of ${performance.label}.`,
        },
        { field: "device" },
      );
    }
    const token = doorLinkToken(ctx.integrations.secrets, device.id);
    return {
      deviceId: device.id,
      name: device.name,
      performanceId: performance.id,
      performance: performance.label,
      // After the sign: browsers send it to nobody.
      path: device.claimed ? null : `/door/open#${token}`,
      expiresAt: new Date(device.expiresAt).toISOString(),
    };
  },
  summary: (output, say) =>
    output.path
      ? say({
          fr: `Lien de l’appareil « ${output.name} », valable une fois : ${output.path}`,
          en: `Link of the device “${output.name}”, good for one use: ${output.path}`,
        })
      : say({
          fr: `L’appareil « ${output.name} » est déjà ouvert.`,
          en: `The device “${output.name}” is open already.`,
        }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
