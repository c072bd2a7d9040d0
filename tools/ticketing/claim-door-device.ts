import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";

type Answer = {
  code: string;
  device_id: string;
  performance_id: string;
  name: string;
  gate: string | null;
  expires_at: string;
};

const key = "00".repeat(32);

export const claimDoorDevice = defineTool({
  name: "ticketing_claim_door_device",
  title: { fr: "Ouvrir un appareil du contrôle", en: "Open a door device" },
  description: "A device at the door takes its key and a token of its own; its link is then spent.",
  permission: "door:sync",
  effect: "write",
  input: z.object({
    token_hash: words(64).describe("SHA-256 of the device's own token"),
    public_key: words(64).describe("Ed25519, hexadecimal"),
    platform: words(120).describe("what kind of device it is").optional(),
  }),
  output: z.object({
    deviceId: z.uuid(),
    performanceId: z.uuid(),
    name: z.string(),
    gate: z.string().nullable(),
    expiresAt: z.string(),
  }),
  examples: [
    ["ouvrir cet appareil", "open this device", "Android"],
    ["relier ce téléphone au contrôle", "connect this phone to the door", "iPhone"],
    ["ce lecteur rejoint la porte", "this scanner joins the door", "Android"],
    ["activer l’appareil scanné", "activate the scanned device", "Windows"],
    ["prendre ce téléphone pour la soirée", "take this phone for the night", "iPad"],
    ["ouvrir avec le QR code", "open with the QR code", "Linux"],
  ].map(([fr = "", en = "", platform = ""]) => ({
    fr,
    en,
    input: { token_hash: key, public_key: key, platform },
  })),
  async run(ctx, input) {
    const publicKey = Buffer.from(input.public_key, "hex");
    if (publicKey.length !== 32 || !/^[0-9a-f]{64}$/.test(input.token_hash)) {
      throw new ToolError("invalid_input", {
        fr: "La clé de cet appareil n’est pas lisible.",
        en: "The key of this device cannot be read.",
      });
    }
    const { rows } = await sql<{ answer: Answer }>`
      select koncert.claim_door_device(${input.token_hash}, ${publicKey}, ${input.platform ?? null}) as answer`.execute(
      ctx.tx,
    );
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok") {
      throw new ToolError(
        "conflict",
        {
          fr: "Cet appareil a déjà été ouvert. Demandez un nouveau QR code.",
          en: "This device was opened already. Ask for a new QR code.",
        },
        { reason: answer?.code ?? "forbidden" },
      );
    }
    return {
      deviceId: answer.device_id,
      performanceId: answer.performance_id,
      name: answer.name,
      gate: answer.gate,
      expiresAt: answer.expires_at,
    };
  },
  summary: (output, say) =>
    say({ fr: `Appareil « ${output.name} » ouvert.`, en: `Device “${output.name}” opened.` }),
});
