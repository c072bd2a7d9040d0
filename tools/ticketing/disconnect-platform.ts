import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { choice } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { connectable } from "./platform-connection.ts";
import { platformName } from "./platforms.ts";

export const disconnectPlatform = defineTool({
  name: "ticketing_disconnect_platform",
  title: { fr: "Déconnecter une plateforme", en: "Disconnect a platform" },
  description:
    "Forgets the organization's key of Weezevent, BilletWeb or Shotgun; sales that were brought stay.",
  permission: "organization:manage",
  effect: "write",
  input: z.object({ platform: choice("sales_platform", connectable) }),
  output: z.object({ platform: z.enum(connectable) }),
  examples: [
    { fr: "déconnecte Weezevent", en: "disconnect Weezevent", input: { platform: "weezevent" } },
    {
      fr: "oublie la clé BilletWeb",
      en: "forget the BilletWeb key",
      input: { platform: "billetweb" },
    },
    {
      fr: "supprime l’accès Shotgun",
      en: "remove the Shotgun access",
      input: { platform: "shotgun" },
    },
    {
      fr: "on ne travaille plus avec Weezevent, débranche-le",
      en: "we no longer work with Weezevent, unplug it",
      input: { platform: "weezevent" },
    },
    {
      fr: "coupe la liaison avec BilletWeb",
      en: "cut the link with BilletWeb",
      input: { platform: "billetweb" },
    },
    {
      fr: "retire Shotgun des connexions",
      en: "take Shotgun off the connections",
      input: { platform: "shotgun" },
    },
    {
      fr: "débranche la billetterie Shotgun",
      en: "unplug the Shotgun ticketing",
      input: { platform: "shotgun" },
    },
    {
      fr: "coupe la connexion avec Weezevent",
      en: "cut the connection with Weezevent",
      input: { platform: "weezevent" },
    },
    {
      fr: "supprime la clé d’accès BilletWeb",
      en: "delete the BilletWeb access key",
      input: { platform: "billetweb" },
    },
    {
      fr: "déconnecte BilletWeb de notre compte",
      en: "disconnect BilletWeb from our account",
      input: { platform: "billetweb" },
    },
    {
      fr: "retire la clé Weezevent, on n’y vend plus",
      en: "remove the Weezevent key, we no longer sell there",
      input: { platform: "weezevent" },
    },
    {
      fr: "supprime notre accès Shotgun, on a changé de billetterie",
      en: "remove our Shotgun access, we changed ticketing",
      input: { platform: "shotgun" },
    },
    { fr: "déconnecte Shotgun", en: "disconnect Shotgun", input: { platform: "shotgun" } },
    {
      fr: "débranche Weezevent, on ne passe plus par eux",
      en: "unplug Weezevent, we no longer go through them",
      input: { platform: "weezevent" },
    },
    {
      fr: "oublie nos identifiants Shotgun",
      en: "forget our Shotgun credentials",
      input: { platform: "shotgun" },
    },
    {
      fr: "coupe la connexion BilletWeb, on ne travaille plus avec eux",
      en: "cut the BilletWeb connection, we no longer work with them",
      input: { platform: "billetweb" },
    },
    {
      fr: "retire la connexion Weezevent",
      en: "take off the Weezevent connection",
      input: { platform: "weezevent" },
    },
    {
      fr: "déconnecte la billetterie Weezevent de notre compte",
      en: "disconnect the Weezevent ticketing from our account",
      input: { platform: "weezevent" },
    },
  ],
  async run(ctx, { platform }) {
    const gone = await ctx.tx
      .deleteFrom("integrations")
      .where("provider", "=", platform)
      .returning("id")
      .executeTakeFirst();
    if (!gone) {
      throw new ToolError("not_found", {
        fr: `${platformName(platform, ctx.sayIn("fr"))} n’est pas connecté.`,
        en: `${platformName(platform, ctx.sayIn("en"))} is not connected.`,
      });
    }
    return { platform };
  },
  summary: (output, say) =>
    say({
      fr: `${platformName(output.platform, say)} est déconnecté.`,
      en: `${platformName(output.platform, say)} is disconnected.`,
    }),
});
