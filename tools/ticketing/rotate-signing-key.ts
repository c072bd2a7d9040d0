import { z } from "zod";
import { defineTool } from "../core/tool.ts";
import { countKeys, rotateKey } from "./signing-keys.ts";

export const rotateSigningKey = defineTool({
  name: "ticketing_rotate_signing_key",
  title: { fr: "Changer la clé des billets", en: "Change the ticket key" },
  description:
    "Takes a new key to sign ticket codes. Codes signed before stay good until the retired keys are revoked.",
  permission: "organization:manage",
  effect: "write",
  input: z.object({}),
  output: z.object({ retired: z.int() }),
  examples: [
    {
      fr: "change la clé qui signe les billets",
      en: "change the key that signs tickets",
      input: {},
    },
    { fr: "nouvelle clé de signature", en: "new signing key", input: {} },
    { fr: "renouvelle la clé des QR codes", en: "renew the key of the QR codes", input: {} },
    {
      fr: "il faut tourner la clé de billetterie",
      en: "the ticketing key needs rotating",
      input: {},
    },
    {
      fr: "on change de clé pour les prochains billets",
      en: "let's use another key for the next tickets",
      input: {},
    },
    {
      fr: "un doute sur la clé des billets, prends-en une autre",
      en: "not sure about the ticket key any more, take another",
      input: {},
    },
    {
      fr: "génère une nouvelle clé de signature pour les billets",
      en: "make a new signing key for the tickets",
      input: {},
    },
    {
      fr: "change la clé de signature des QR codes",
      en: "change the signing key of the QR codes",
      input: {},
    },
    {
      fr: "il faut renouveler la clé de signature",
      en: "the signing key needs renewing",
      input: {},
    },
    {
      fr: "prends une nouvelle clé pour signer les prochains billets",
      en: "take a new key to sign the next tickets",
      input: {},
    },
    {
      fr: "fais tourner la clé qui signe les QR codes",
      en: "rotate the key that signs the QR codes",
      input: {},
    },
    {
      fr: "renouvelle la clé de signature, par précaution",
      en: "renew the signing key, to be safe",
      input: {},
    },
  ],
  async run(ctx) {
    await rotateKey(ctx);
    return { retired: (await countKeys(ctx)).retired };
  },
  summary: (output, say) =>
    say({
      fr: `Une nouvelle clé signe les billets. ${say.count(output.retired, { fr: { one: "ancienne clé reste valable", other: "anciennes clés restent valables" }, en: { one: "", other: "" } })} à l’entrée.`,
      en: `A new key signs tickets. ${say.count(output.retired, { fr: { one: "", other: "" }, en: { one: "former key stays", other: "former keys stay" } })} good at the door.`,
    }),
});
