import { sql } from "kysely";
import { z } from "zod";
import { forbidden } from "../core/failures.ts";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { doorList } from "./door-facts.ts";
import { exampleDate } from "./sync-door.ts";

export const readDoorList = defineTool({
  name: "ticketing_read_door_list",
  title: { fr: "Liste du contrôle", en: "Door list" },
  description:
    "Everything a device needs to check tickets of a date without a network: who may come in, gates, keys.",
  permission: "door:sync",
  effect: "read",
  untrusted: true,
  input: z.object({ performance: words(40).describe("id of the date") }),
  output: doorList,
  examples: [
    ["la liste de cette date", "the list of this date"],
    ["emporter la liste des billets", "take the list of tickets along"],
    ["préparer cet appareil hors réseau", "prepare this device to work offline"],
    ["télécharger les entrées attendues", "download the expected entries"],
    ["mettre la liste à jour", "update the list"],
    ["qui peut entrer ce soir", "who may come in tonight"],
  ].map(([fr = "", en = ""]) => ({ fr, en, input: { performance: exampleDate } })),
  async run(ctx, input) {
    const { rows } = await sql<{ list: z.infer<typeof doorList> & { code: string } }>`
      select koncert.door_list(${input.performance}::uuid) as list`.execute(ctx.tx);
    const list = rows[0]?.list;
    if (!list || list.code !== "ok") throw forbidden();
    return list;
  },
  summary: (output, say) =>
    say({
      fr: `${say.number(output.tickets.length)} billets dans la liste.`,
      en: `${say.number(output.tickets.length)} tickets on the list.`,
    }),
});
