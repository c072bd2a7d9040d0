import { z } from "zod";
import { email, flag, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { openOrder, readOrderFacts, signTickets } from "./buyer-orders.ts";
import { mailTickets, pickTicket } from "./change-tickets.ts";
import { exampleToken } from "./get-order.ts";
import { refuseSale } from "./refuse-sale.ts";
import { exampleTicket } from "./rename-my-ticket.ts";

export const mailMyTickets = defineTool({
  name: "ticketing_mail_my_tickets",
  title: { fr: "Mes billets par e-mail", en: "My tickets by e-mail" },
  description:
    "Mails the tickets of a buyer's order again: all to the buyer, one to its holder's address, or each to the address kept for it.",
  permission: "sale:buy",
  effect: "write",
  input: z.object({
    order: words(60).describe("token of the order"),
    ticket: words(40).describe("id of one ticket").optional(),
    email: email().describe("where that ticket goes").optional(),
    to_holders: flag().describe("each ticket to its own address").optional(),
  }),
  output: z.object({ number: z.string(), to: z.array(z.string()), tickets: z.int() }),
  examples: [
    {
      fr: "renvoyez-moi mes billets",
      en: "send me my tickets again",
      input: { order: exampleToken },
    },
    { fr: "je n’ai rien reçu", en: "I received nothing", input: { order: exampleToken } },
    {
      fr: "envoyer ce billet à marc@exemple.fr",
      en: "send this ticket to marc@example.com",
      input: { order: exampleToken, ticket: exampleTicket, email: "marc@exemple.fr" },
    },
    {
      fr: "à chacun son billet",
      en: "each their own ticket",
      input: { order: exampleToken, to_holders: true },
    },
    {
      fr: "une copie de la commande par mail",
      en: "a copy of the order by mail",
      input: { order: exampleToken },
    },
    {
      fr: "ma fille veut sa place sur son téléphone : ines@exemple.fr",
      en: "my daughter wants her ticket on her phone: ines@example.com",
      input: { order: exampleToken, ticket: exampleTicket, email: "ines@exemple.fr" },
    },
  ],
  async run(ctx, input) {
    const id = await openOrder(ctx, input.order);
    const order = await readOrderFacts(ctx, id);
    const own = order.tickets.filter(({ transferredAt }) => transferredAt === null);
    const chosen = input.ticket === undefined ? own : [pickTicket(own, { id: input.ticket })];
    const tickets = await signTickets(ctx, order, chosen);
    if (tickets.length === 0) throw refuseSale({ code: "no_ticket" });
    const emails: Record<string, string> = {};
    for (const ticket of tickets) {
      const to =
        (input.ticket === undefined ? undefined : input.email) ??
        (input.to_holders ? ticket.holderEmail : undefined);
      if (to) emails[ticket.id] = to;
    }
    const to = await mailTickets(ctx, order, tickets, emails, { order_id: id });
    return { number: order.number, to, tickets: tickets.length };
  },
  summary: (output, say) =>
    say({
      fr: `${say.count(output.tickets, { fr: { one: "billet part", other: "billets partent" }, en: { one: "", other: "" } })} à ${say.list(output.to)}.`,
      en: `${say.count(output.tickets, { fr: { one: "", other: "" }, en: { one: "ticket goes", other: "tickets go" } })} to ${say.list(output.to)}.`,
    }),
});
