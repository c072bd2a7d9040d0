import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { forbidden } from "../core/failures.ts";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { sendBits } from "./door-bits.ts";
import { doorState } from "./door-facts.ts";

export const exampleDate = "5f0d6f0e-3c1a-4a55-9d51-1f2b7a6c9e10";

const instant = z.iso.datetime({ offset: true });
type State = Omit<z.infer<typeof doorState>, "counts"> & { code: string };

export const syncDoor = defineTool({
  name: "ticketing_sync_door",
  title: { fr: "Nouvelles de la porte", en: "News of the door" },
  description:
    "How the door of a date stands, for a device: who is inside, what moved since it last asked, counters.",
  permission: "door:sync",
  effect: "read",
  input: z.object({
    performance: words(40).describe("id of the date"),
    since: words(40).describe("instant of the last answer; everything without it").optional(),
  }),
  output: doorState,
  examples: [
    ["quoi de neuf à la porte", "what is new at the door"],
    ["qui est entré entre-temps", "who came in meanwhile"],
    ["synchroniser cet appareil", "sync this device"],
    ["le réseau est revenu, les dernières entrées", "the network is back, latest entries"],
    ["l’état de la salle", "how full the room is"],
    ["demander les nouveaux passages", "ask for new passages"],
  ].map(([fr = "", en = ""]) => ({ fr, en, input: { performance: exampleDate } })),
  async run(ctx, input) {
    if (input.since !== undefined && !instant.safeParse(input.since).success) {
      throw new ToolError(
        "invalid_input",
        { fr: "Cet instant n’en est pas un.", en: "This is not an instant." },
        { field: "since" },
      );
    }
    const { rows } = await sql<{ state: State; counts: z.infer<typeof doorState>["counts"] }>`
      select koncert.door_state(${input.performance}::uuid, ${input.since ?? null}::timestamptz) as state,
        koncert.door_counts(${input.performance}::uuid) as counts`.execute(ctx.tx);
    const [row] = rows;
    if (row?.state.code !== "ok") throw forbidden();
    const { state, counts } = row;
    const bits = async (text: string | null) => (text === null ? null : await sendBits(text));
    return {
      ...state,
      inside: await bits(state.inside),
      void: await bits(state.void),
      counts,
    };
  },
  summary: (output, say) =>
    say({
      fr: `${say.number(output.news.length)} passages récents.`,
      en: `${say.number(output.news.length)} recent passages.`,
    }),
});
