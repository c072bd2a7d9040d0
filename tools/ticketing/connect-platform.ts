import { z } from "zod";
import { choice, name } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { askPlatform, connectable, sealKey } from "./platform-connection.ts";
import { platformName } from "./platforms.ts";

export const connectPlatform = defineTool({
  name: "ticketing_connect_platform",
  title: { fr: "Connecter une plateforme", en: "Connect a platform" },
  description:
    "Keeps the organization's key of Weezevent, BilletWeb or Shotgun, once it was checked; the key is sealed and never shown again.",
  permission: "organization:manage",
  effect: "write",
  withheld: ["key", "password"],
  input: z.object({
    platform: choice("sales_platform", connectable),
    key: name().describe("the platform's interface key or token"),
    user: name().describe("user or organizer number that the platform gives with the key"),
    password: name().describe("Weezevent only: exchanged for a token, not kept").optional(),
  }),
  output: z.object({ platform: z.enum(connectable), events: z.int() }),
  examples: [
    {
      fr: "connecte Weezevent avec la clé a1b2c3, utilisateur prod@exemple.fr, mot de passe sesame",
      en: "connect Weezevent with the key a1b2c3, user prod@example.com, password sesame",
      input: {
        platform: "weezevent",
        key: "a1b2c3",
        user: "prod@exemple.fr",
        password: "sesame",
      },
    },
    {
      fr: "branche BilletWeb : utilisateur 16254, clé 9f8e7d",
      en: "plug in BilletWeb: user 16254, key 9f8e7d",
      input: { platform: "billetweb", user: "16254", key: "9f8e7d" },
    },
    {
      fr: "jeton Shotgun tok-551 pour l’organisateur 171835",
      en: "Shotgun token tok-551 for organizer 171835",
      input: { platform: "shotgun", user: "171835", key: "tok-551" },
    },
    {
      fr: "ajoute notre accès BilletWeb, 16254 / cle-42",
      en: "add our BilletWeb access, 16254 / key-42",
      input: { platform: "billetweb", user: "16254", key: "cle-42" },
    },
    {
      fr: "relie notre compte Shotgun 90210 avec la clé sg-live-7",
      en: "link our Shotgun account 90210 with the key sg-live-7",
      input: { platform: "shotgun", user: "90210", key: "sg-live-7" },
    },
    {
      fr: "change la clé Weezevent, c’est wz-2027, login regie, passe clef",
      en: "change the Weezevent key, it is wz-2027, login stage, password clef",
      input: { platform: "weezevent", key: "wz-2027", user: "regie", password: "clef" },
    },
    {
      fr: "connecte Shotgun, organisateur 171835, jeton tok-551",
      en: "connect Shotgun, organizer 171835, token tok-551",
      input: { platform: "shotgun", user: "171835", key: "tok-551" },
    },
    {
      fr: "connecte BilletWeb avec l’utilisateur 16254 et la clé cle-77",
      en: "connect BilletWeb with user 16254 and key cle-77",
      input: { platform: "billetweb", user: "16254", key: "cle-77" },
    },
    {
      fr: "branche Weezevent : clé wz-88, utilisateur regie, mot de passe clef",
      en: "plug in Weezevent: key wz-88, user regie, password clef",
      input: { platform: "weezevent", key: "wz-88", user: "regie", password: "clef" },
    },
    {
      fr: "relie Shotgun avec le jeton sg-12, organisateur 90210",
      en: "link Shotgun with the token sg-12, organizer 90210",
      input: { platform: "shotgun", user: "90210", key: "sg-12" },
    },
  ],
  prepare(context, { platform, key, user, password }) {
    const client = context.integrations.salesPlatforms[platform];
    return askPlatform(context, platform, async () => {
      const checked = await client.authorize({ key, user, password });
      return { kept: checked, events: await client.listEvents(checked) };
    });
  },
  async run(ctx, { platform, user }, { kept, events }) {
    const columns = {
      status: "working",
      settings: JSON.stringify({ user }),
      ...sealKey(ctx, platform, kept),
      tested_at: ctx.now,
      error: null,
    };
    const known = await ctx.tx
      .selectFrom("integrations")
      .select("id")
      .where("provider", "=", platform)
      .executeTakeFirst();
    await (known
      ? ctx.tx.updateTable("integrations").set(columns).where("id", "=", known.id).execute()
      : ctx.tx
          .insertInto("integrations")
          .values({ provider: platform, ...columns })
          .execute());
    return { platform, events: events.length };
  },
  summary: (output, say) => {
    const events = say.count(output.events, {
      fr: { one: "événement", other: "événements" },
      en: { one: "event", other: "events" },
    });
    return say({
      fr: `${platformName(output.platform, say)} est connecté, ${events}.`,
      en: `${platformName(output.platform, say)} is connected, ${events}.`,
    });
  },
});
