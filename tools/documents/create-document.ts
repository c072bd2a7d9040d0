import { sql } from "kysely";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { cents, choice, name, ref, words } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { createExamples } from "./create-examples.ts";
import { seriesLetters, type WrittenKind, writtenKinds } from "./kinds.ts";
import { readFacts } from "./read-facts.ts";
import { documentNumber, paymentDays, withVat } from "./rules.ts";
import { setPrice } from "./set-price.ts";
import { storeDocument } from "./store-document.ts";
import { writeContent } from "./write-content.ts";

export const createDocument = defineTool({
  name: "documents_create_document",
  title: { fr: "Rédiger un document", en: "Write a document" },
  description:
    "Writes a day sheet, contract, quote, invoice or rider for a date from what is known of it; asked again, a new version.",
  permission: "documents:write",
  effect: "write",
  untrusted: true,
  input: z.object({
    kind: choice("document_kind", writtenKinds),
    performance: ref("performance"),
    title: name().optional(),
    language: choice("language", ["fr", "en"]).optional(),
    amount: cents().describe("price before VAT; the deal's when left out").optional(),
    notes: words(10_000).optional(),
  }),
  output: z.object({
    id: z.uuid(),
    kind: z.enum(writtenKinds),
    title: z.string(),
    number: z.string().nullable(),
    version: z.int(),
    language: z.enum(["fr", "en"]),
    performanceId: z.uuid(),
    performance: z.string(),
    totalCents: z.int().nullable(),
    currency: z.string(),
    missing: z.int(),
    excerpt: z.string(),
  }),
  examples: createExamples,
  async run(ctx, input) {
    const { kind } = input;
    const performance = await resolveRef(ctx, "performance", input.performance);
    const facts = await readFacts(ctx, performance.id);
    if (facts.performance.status === "cancelled") {
      throw new ToolError("conflict", {
        fr: `La date ${performance.label} est annulée.`,
        en: `The date ${performance.label} is cancelled.`,
      });
    }
    const language = input.language ?? ctx.locale;
    const price = await setPrice(ctx, kind, facts, input.amount);
    const earlier = await findEarlier(ctx, kind, performance.id, language);
    const today = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
      .toZonedDateTimeISO(facts.organization.timeZone)
      .toPlainDate();
    const letter = seriesLetters[kind];
    const number =
      letter === undefined
        ? null
        : (earlier?.number ?? (await nextNumber(ctx, kind, letter, String(today.year))));
    const say = ctx.sayIn(language);
    const content = writeContent(
      facts,
      {
        kind,
        language,
        title: input.title,
        notes: input.notes,
        number,
        issuedOn: today.toString(),
        dueOn: kind === "invoice" ? today.add({ days: paymentDays }).toString() : null,
        price,
      },
      say,
    );
    const total = price ? withVat(price.netCents, price.vatRateBp) : undefined;
    const stored = await storeDocument(
      ctx,
      content,
      {
        status: kind === "quote" || kind === "invoice" ? "issued" : "draft",
        artistId: facts.performance.artistId,
        tourId: facts.performance.tourId,
        performanceId: performance.id,
        contactId: facts.deal?.promoterId ?? facts.performance.promoterId,
        currency: price?.currency ?? facts.organization.currency,
        totalCents: total?.totalCents ?? null,
        vatCents: total?.vatCents ?? null,
      },
      earlier?.id,
    );
    return {
      id: stored.id,
      kind,
      title: content.title,
      number,
      version: stored.version,
      language,
      performanceId: performance.id,
      performance: performance.label,
      totalCents: total?.totalCents ?? null,
      currency: price?.currency ?? facts.organization.currency,
      missing: stored.text.split(say({ fr: "à confirmer", en: "to be confirmed" })).length - 1,
      excerpt: stored.text.slice(0, 600),
    };
  },
  summary: (output, say) => {
    const total =
      output.totalCents === null
        ? ""
        : say({
            fr: `, ${say.money(output.totalCents, output.currency)} TTC`,
            en: `, ${say.money(output.totalCents, output.currency)} including VAT`,
          });
    const version =
      output.version > 1
        ? say({ fr: `, version ${output.version}`, en: `, version ${output.version}` })
        : "";
    const missing =
      output.missing > 0
        ? say({
            fr: ` Il reste ${say.count(output.missing, { fr: { one: "point", other: "points" }, en: { one: "", other: "" } })} à confirmer.`,
            en: ` ${say.count(output.missing, { fr: { one: "", other: "" }, en: { one: "point is", other: "points are" } })} still to be confirmed.`,
          })
        : "";
    return `${output.title}${output.number ? ` · ${output.number}` : ""}${total}${version}.${missing}`;
  },
  show: (output) => ({
    kind: "document",
    id: output.id,
    title: output.title,
    documentKind: output.kind,
    version: output.version,
    language: output.language,
    excerpt: output.excerpt,
  }),
  about: (output) => [
    { kind: "document", id: output.id, label: output.title },
    { kind: "performance", id: output.performanceId, label: output.performance },
  ],
});

/** The paper of this kind, date and language that a new one replaces. An invoice is never rewritten. */
async function findEarlier(
  ctx: ToolContext,
  kind: WrittenKind,
  performanceId: string,
  language: string,
) {
  if (kind === "invoice") return undefined;
  const row = await ctx.tx
    .selectFrom("documents")
    .select(["id", "number", "status", "title"])
    .where("kind", "=", kind)
    .where("performance_id", "=", performanceId)
    .where("language", "=", language)
    .where("status", "<>", "cancelled")
    // A file that came from outside is nobody's to write on.
    .where(
      sql<boolean>`not exists (select from document_versions w where w.document_id = documents.id and w.file_key is not null)`,
    )
    .orderBy("created_at", "desc")
    .forUpdate()
    .executeTakeFirst();
  if (row && kind !== "day_sheet" && row.status === "signed") {
    throw new ToolError("conflict", {
      fr: `Un document signé existe déjà : ${row.title}. Annulez-le avant d’en rédiger un autre.`,
      en: `A signed document exists already: ${row.title}. Cancel it before writing another.`,
    });
  }
  return row;
}

async function nextNumber(ctx: ToolContext, kind: WrittenKind, letter: string, year: string) {
  const { rows } = await sql<{ rank: number }>`
    select koncert.next_number(${`${kind}:${year}`}) as rank`.execute(ctx.tx);
  return documentNumber(letter, year, Number(rows[0]?.rank));
}
