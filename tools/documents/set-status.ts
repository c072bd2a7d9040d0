import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { choice, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { today } from "../tours/times.ts";
import { documentStatuses, documentStatusWords } from "./kinds.ts";

export const setStatus = defineTool({
  name: "documents_set_status",
  title: { fr: "Changer l’état d’un document", en: "Change a document’s state" },
  description:
    "Notes that a document was issued, sent, signed, paid or cancelled, or is a draft again. Sends nothing.",
  permission: "documents:write",
  effect: "write",
  input: z.object({
    document: ref("document"),
    document_status: choice("document_status", documentStatuses),
  }),
  output: z.object({
    id: z.uuid(),
    title: z.string(),
    before: z.enum(documentStatuses),
    status: z.enum(documentStatuses),
  }),
  examples: [
    {
      fr: "le contrat de Lyon est signé",
      en: "the contract of Lyon is signed",
      input: { document: "contrat Lyon", document_status: "signed" },
    },
    {
      fr: "la facture F-2027-0003 est payée",
      en: "invoice F-2027-0003 is paid",
      input: { document: "F-2027-0003", document_status: "paid" },
    },
    {
      fr: "passe le devis de Nantes en envoyé",
      en: "mark the quote of Nantes as sent",
      input: { document: "devis Nantes", document_status: "sent" },
    },
    {
      fr: "annule le devis de Metz",
      en: "cancel the quote of Metz",
      input: { document: "devis Metz", document_status: "cancelled" },
    },
    {
      fr: "on a envoyé le contrat de Marseille hier",
      en: "we sent the contract of Marseille yesterday",
      input: { document: "contrat Marseille", document_status: "sent" },
    },
    {
      fr: "remets le contrat de Lille en brouillon",
      en: "put the contract of Lille back to draft",
      input: { document: "contrat Lille", document_status: "draft" },
    },
  ],
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "document", input.document);
    const before = await ctx.tx
      .selectFrom("documents")
      .select(["kind", "number", "status", "issued_on"])
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const status = input.document_status;
    if (before.kind === "invoice" && before.number && status === "draft") {
      throw new ToolError(
        "conflict",
        {
          fr: "Une facture numérotée ne redevient pas un projet : annulez-la.",
          en: "A numbered invoice does not become a draft again: cancel it.",
        },
        { field: "document_status" },
      );
    }
    const row = await ctx.tx
      .updateTable("documents")
      .set({
        status,
        paid_on: status === "paid" ? today(ctx) : null,
        ...(status === "issued" && !before.issued_on ? { issued_on: today(ctx) } : {}),
      })
      .where("id", "=", id)
      .returning(["id", "title"])
      .executeTakeFirstOrThrow();
    return { ...row, before: z.enum(documentStatuses).parse(before.status), status };
  },
  summary: (output, say) => {
    const status = say(documentStatusWords[output.status]).toLowerCase();
    return say({
      fr: `${output.title} : ${status}.`,
      en: `${output.title}: ${status}.`,
    });
  },
  about: (output) => [{ kind: "document", id: output.id, label: output.title }],
});
