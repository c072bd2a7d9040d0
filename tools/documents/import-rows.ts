import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { readPerformances } from "../tours/read-performances.ts";
import { aboutDates, countDates, datesCard } from "../tours/say-dates.ts";
import { importExamples } from "./import-examples.ts";
import { matchRows } from "./match-rows.ts";
import { previewRows } from "./preview-rows.ts";
import { proposedRows } from "./proposed-rows.ts";
import { findReceived } from "./read-received.ts";
import { whichArtist, writeRows } from "./write-rows.ts";

export const importRows = defineTool({
  name: "documents_import_rows",
  title: { fr: "Importer ce que dit un document", en: "Import what a document says" },
  description:
    "Creates the artist, venues, dates, promoter and deals read in a received document, each with page and quote; reuses rows that stand there. Asks one approval.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    document: ref("document"),
    ...proposedRows,
    for_artist: ref("artist").describe("whose dates, when the document names nobody").optional(),
  }),
  output: z.object({
    documentId: z.uuid(),
    document: z.string(),
    artistId: z.uuid(),
    artist: z.string(),
    artistCreated: z.boolean(),
    tourId: z.uuid().nullable(),
    promoterId: z.uuid().nullable(),
    promoter: z.string().nullable(),
    promoterCreated: z.boolean(),
    created: z.int(),
    alreadyThere: z.int(),
    venuesCreated: z.int(),
    deals: z.int(),
    skipped: z.array(
      z.object({
        day: z.string(),
        city: z.string(),
        reason: z.enum(["artist_busy", "unknown_town", "deal_signed", "deal_not_allowed"]),
      }),
    ),
    dates: z.array(dateRow),
  }),
  examples: importExamples,
  // On a page the person reads the rows and presses the button themselves.
  escalate: async (ctx) => ctx.actor.via !== "web",
  async preview(ctx, input) {
    const document = await findReceived(ctx, input.document);
    const { currency } = await ctx.tx
      .selectFrom("organizations")
      .select("currency")
      .executeTakeFirstOrThrow();
    const matches = await matchRows(ctx, input, input.for_artist);
    if (!input.artist && !matches.artist) throw await whichArtist(ctx);
    return previewRows(ctx, document, input, matches, currency);
  },
  async run(ctx, input) {
    const document = await findReceived(ctx, input.document);
    const written = await writeRows(ctx, input, input.for_artist);
    await ctx.tx
      .updateTable("documents")
      .set({
        artist_id: written.artistId,
        tour_id: written.tourId,
        contact_id: written.promoterId,
        performance_id: written.ids.length === 1 ? (written.ids[0] ?? null) : null,
      })
      .where("id", "=", document.id)
      .execute();
    const { ids, ...result } = written;
    return {
      documentId: document.id,
      document: document.title,
      ...result,
      dates: await readPerformances(ctx, ids),
    };
  },
  summary: (output, say) => {
    const parts = [
      output.created > 0 &&
        say({
          fr: `${countDates(output.created, say)} ${output.created === 1 ? "ajoutée" : "ajoutées"}`,
          en: `${countDates(output.created, say)} added`,
        }),
      output.alreadyThere > 0 &&
        say({ fr: `${output.alreadyThere} déjà là`, en: `${output.alreadyThere} already there` }),
      output.artistCreated &&
        say({ fr: `artiste ${output.artist} ajouté`, en: `artist ${output.artist} added` }),
      output.promoterCreated &&
        output.promoter &&
        say({ fr: `contact ${output.promoter} ajouté`, en: `contact ${output.promoter} added` }),
      output.deals > 0 &&
        say.count(output.deals, {
          fr: { one: "deal saisi", other: "deals saisis" },
          en: { one: "deal entered", other: "deals entered" },
        }),
    ].filter((part) => typeof part === "string");
    const [first] = output.skipped;
    const skipped = first
      ? say({
          fr: ` Non repris : ${output.skipped.map((one) => `${one.city} (${skipWords[one.reason].fr})`).join(", ")}.`,
          en: ` Left out: ${output.skipped.map((one) => `${one.city} (${skipWords[one.reason].en})`).join(", ")}.`,
        })
      : "";
    const told =
      parts.length > 0 ? parts.join(", ") : say({ fr: "rien de nouveau", en: "nothing new" });
    return say({
      fr: `${output.document} : ${told}.${skipped}`,
      en: `${output.document}: ${told}.${skipped}`,
    });
  },
  show: (output, say) =>
    output.dates.length === 0
      ? []
      : datesCard(say({ fr: "Dates du document", en: "Dates of the document" }), output.dates),
  about: (output) => [
    ...aboutDates(output.dates),
    { kind: "artist", id: output.artistId, label: output.artist },
    { kind: "document", id: output.documentId, label: output.document },
  ],
});

const skipWords = {
  artist_busy: {
    fr: "l’artiste joue déjà ailleurs ce jour-là",
    en: "the artist already plays elsewhere",
  },
  unknown_town: { fr: "ville inconnue", en: "unknown town" },
  deal_signed: { fr: "deal déjà signé", en: "deal already signed" },
  deal_not_allowed: {
    fr: "deal non saisi : droit manquant",
    en: "deal not entered: no permission",
  },
} as const;
