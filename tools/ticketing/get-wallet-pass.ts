import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { choice, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { pdfName } from "../documents/file-name.ts";
import { openLink, readLinkedOrder, signTickets } from "./buyer-orders.ts";
import { pickTicket } from "./change-tickets.ts";
import { exampleToken } from "./get-order.ts";
import { refuseSale } from "./refuse-sale.ts";
import { exampleTicket } from "./rename-my-ticket.ts";
import { walletPass } from "./wallet-pass.ts";

const wallets = ["apple", "google"] as const;

export const getWalletPass = defineTool({
  name: "ticketing_get_wallet_pass",
  title: { fr: "Mon billet dans le téléphone", en: "My ticket in the phone" },
  description:
    "A ticket for a phone's wallet: an Apple pass (base64), or the address that saves it to Google Wallet.",
  permission: "sale:buy",
  effect: "read",
  input: z.object({
    order: words(60).describe("token of the order or ticket"),
    ticket: words(40).describe("id of the ticket").optional(),
    wallet: choice("wallet", wallets),
  }),
  output: z.object({
    wallet: z.enum(wallets),
    number: z.int(),
    /** Whether no phone will take it: the certificate is a test one. */
    test: z.boolean(),
    fileName: z.string().nullable(),
    base64: z.string().nullable(),
    url: z.string().nullable(),
  }),
  examples: [
    {
      fr: "mon billet dans Apple Wallet",
      en: "my ticket in Apple Wallet",
      input: { order: exampleToken, ticket: exampleTicket, wallet: "apple" },
    },
    {
      fr: "ajouter ce billet à Google Wallet",
      en: "add this ticket to Google Wallet",
      input: { order: exampleToken, ticket: exampleTicket, wallet: "google" },
    },
    {
      fr: "mets-le dans mon iPhone",
      en: "put it in my iPhone",
      input: { order: exampleToken, ticket: exampleTicket, wallet: "apple" },
    },
    {
      fr: "sur mon Android",
      en: "on my Android",
      input: { order: exampleToken, ticket: exampleTicket, wallet: "google" },
    },
    {
      fr: "la carte pour le portefeuille Apple",
      en: "the card for the Apple wallet",
      input: { order: exampleToken, wallet: "apple" },
    },
    {
      fr: "garder mon billet dans le téléphone, Google",
      en: "keep my ticket in the phone, Google",
      input: { order: exampleToken, wallet: "google" },
    },
  ],
  async run(ctx, input) {
    const { order, mine } = await readLinkedOrder(ctx, await openLink(ctx, input.order));
    const wanted = pickTicket(mine, input.ticket === undefined ? {} : { id: input.ticket });
    const [ticket] = await signTickets(ctx, order, [wanted]);
    if (!ticket) throw refuseSale({ code: "no_ticket" });
    const { wallet } = ctx.integrations;
    const say = ctx.sayIn(order.locale ?? ctx.locale);
    const pass = walletPass(order, ticket, `${wallet.siteUrl}/o/${input.order}`, say);
    const { number } = ticket;
    if (input.wallet === "apple") {
      const file = await wallet.apple.make(pass);
      const { artist, day } = order.performance;
      const name = pdfName([say({ fr: "billet", en: "ticket" }), artist, day, String(number)]);
      return {
        wallet: "apple" as const,
        number,
        test: wallet.apple.test,
        fileName: name.replace(/\.pdf$/, ".pkpass"),
        base64: file.toString("base64"),
        url: null,
      };
    }
    if (!wallet.google) {
      throw new ToolError("unavailable", {
        fr: "Google Wallet n’est pas proposé ici. Le PDF et cette page suffisent à l’entrée.",
        en: "Google Wallet is not offered here. The PDF and this page are enough at the door.",
      });
    }
    return {
      wallet: "google" as const,
      number,
      test: false,
      fileName: null,
      base64: null,
      url: await wallet.google.link(pass),
    };
  },
  summary: (output, say) =>
    say({
      fr: `Billet n° ${output.number} prêt pour le téléphone.`,
      en: `Ticket no. ${output.number} is ready for the phone.`,
    }),
});
