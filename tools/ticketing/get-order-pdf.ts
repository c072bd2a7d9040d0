import { z } from "zod";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { openLink, readLinkedOrder } from "./buyer-orders.ts";
import { exampleToken } from "./get-order.ts";
import { sayTicketFile, ticketFile, writeTicketFile } from "./ticket-file.ts";

export const getOrderPdf = defineTool({
  name: "ticketing_get_order_pdf",
  title: { fr: "Mes billets en PDF", en: "My tickets as PDF" },
  description: "The tickets of a buyer's order as a PDF (base64), one a page, or one of them.",
  permission: "sale:buy",
  effect: "read",
  input: z.object({
    order: words(60).describe("token of the order"),
    ticket: words(40).describe("id of one ticket").optional(),
  }),
  output: ticketFile,
  examples: [
    { fr: "mes billets en PDF", en: "my tickets as PDF", input: { order: exampleToken } },
    { fr: "imprimer mes billets", en: "print my tickets", input: { order: exampleToken } },
    {
      fr: "télécharger ce billet",
      en: "download this ticket",
      input: { order: exampleToken, ticket: "7b0f5a52-2f7e-4d5c-9a39-0d6b4a1f3c11" },
    },
    { fr: "le fichier des places", en: "the file of the tickets", input: { order: exampleToken } },
    {
      fr: "je veux mes places sur papier",
      en: "I want my tickets on paper",
      input: { order: exampleToken },
    },
    { fr: "télécharger la commande", en: "download the order", input: { order: exampleToken } },
  ],
  async run(ctx, input) {
    const { order, mine } = await readLinkedOrder(ctx, await openLink(ctx, input.order));
    return writeTicketFile(
      ctx,
      order,
      mine.filter(({ id }) => input.ticket === undefined || id === input.ticket),
    );
  },
  summary: sayTicketFile,
});
