import { z } from "zod";
import { count, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readOrderFacts } from "./buyer-orders.ts";
import { sayTicketFile, ticketFile, writeTicketFile } from "./ticket-file.ts";

export const getTicketPdf = defineTool({
  name: "ticketing_get_ticket_pdf",
  title: { fr: "Billets en PDF", en: "Tickets as PDF" },
  description:
    "The valid tickets of an order as a PDF (base64), one a page with its code, to print or download.",
  permission: "ticketing:read",
  effect: "read",
  // Tickets sold before a key was needed get theirs signed here.
  traced: true,
  input: z.object({
    order: ref("order"),
    ticket_number: count(1, 10_000_000).describe("only this ticket").optional(),
  }),
  output: ticketFile,
  examples: [
    {
      fr: "imprime les billets de Lea Martin",
      en: "print Lea Martin's tickets",
      input: { order: "Lea Martin" },
    },
    {
      fr: "les billets en pdf de la commande K7PQ2MXA",
      en: "the tickets of order K7PQ2MXA as pdf",
      input: { order: "K7PQ2MXA" },
    },
    {
      fr: "télécharge les places de Marc Petit",
      en: "download Marc Petit's tickets",
      input: { order: "Marc Petit" },
    },
    {
      fr: "je veux le pdf des billets de Paul Durand",
      en: "I want the pdf of Paul Durand's tickets",
      input: { order: "Paul Durand" },
    },
    {
      fr: "sors les billets d’Inès Moreau sur papier",
      en: "put Inès Moreau's tickets on paper",
      input: { order: "Inès Moreau" },
    },
    {
      fr: "billet n° 12 de la commande Dupont, à imprimer",
      en: "ticket no. 12 of the Dupont order, to print",
      input: { order: "Dupont", ticket_number: 12 },
    },
  ],
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "order", input.order);
    const { ticket_number: only } = input;
    const order = await readOrderFacts(ctx, id);
    return writeTicketFile(
      ctx,
      order,
      order.tickets.filter(({ number }) => only === undefined || number === only),
    );
  },
  summary: sayTicketFile,
  about: (output) => [{ kind: "order", id: output.orderId, label: output.number }],
});
