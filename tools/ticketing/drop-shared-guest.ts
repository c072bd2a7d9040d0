import { sql } from "kysely";
import { z } from "zod";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { exampleToken } from "./get-order.ts";
import { exampleTicket } from "./offer-ticket.ts";
import { openGuestList } from "./open-links.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";
import { readSharedGuestList, sharedGuestList } from "./shared-guest-list.ts";

export const dropSharedGuest = defineTool({
  name: "ticketing_drop_shared_guest",
  title: { fr: "Retirer un invité de sa liste", en: "Drop a guest from one's list" },
  description:
    "A partner takes a person off their guest list by its link, until its deadline; the comps end and their places are free.",
  permission: "sale:buy",
  effect: "write",
  input: z.object({
    list: words(60).describe("token of the guest list"),
    guest: words(60).describe("guest id"),
  }),
  output: sharedGuestList,
  examples: [
    {
      fr: "retire cette personne de ma liste",
      en: "take this person off my list",
      input: { list: exampleToken, guest: exampleTicket },
    },
    {
      fr: "elle ne vient plus",
      en: "she is not coming",
      input: { list: exampleToken, guest: exampleTicket },
    },
    {
      fr: "enlève cet invité",
      en: "remove this guest",
      input: { list: exampleToken, guest: exampleTicket },
    },
    {
      fr: "annule cette invitation",
      en: "cancel this comp",
      input: { list: exampleToken, guest: exampleTicket },
    },
    {
      fr: "libère sa place",
      en: "free the place",
      input: { list: exampleToken, guest: exampleTicket },
    },
    {
      fr: "pas lui finalement",
      en: "not him after all",
      input: { list: exampleToken, guest: exampleTicket },
    },
  ],
  async run(ctx, input) {
    const id = openGuestList(ctx, input.list);
    const { guests } = await readSharedGuestList(ctx, id);
    if (!guests.some((guest) => guest.id === input.guest)) {
      throw refuseAfterSale({ code: "unknown_guest" });
    }
    const { rows } = await sql<{ answer: AfterSaleAnswer }>`
      select koncert.remove_guest(${input.guest}::uuid, true, ${ctx.now}) as answer`.execute(
      ctx.tx,
    );
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok" && answer?.code !== "replayed") throw refuseAfterSale(answer);
    return readSharedGuestList(ctx, id);
  },
  summary: (output, say) =>
    say({
      fr: `Liste « ${output.name} » : ${say.count(output.places, { fr: { one: "place prise", other: "places prises" }, en: { one: "", other: "" } })}.`,
      en: `List “${output.name}”: ${say.count(output.places, { fr: { one: "", other: "" }, en: { one: "place taken", other: "places taken" } })}.`,
    }),
});
