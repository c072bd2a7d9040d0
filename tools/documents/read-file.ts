import { z } from "zod";
import { ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { rejectWords } from "../tours/reject-words.ts";
import { documentKinds, documentKindWords } from "./kinds.ts";
import { matchRows, type Matches } from "./match-rows.ts";
import { type ProposedRows, proposedRows } from "./proposed-rows.ts";
import { rowsOf } from "./rows-of-reading.ts";
import { findReceived, readProposals } from "./read-received.ts";
import { silences, silenceWords } from "./receive-file.ts";
import { sayDate, sayDeal, sayPromoter, stateOf, stateWords } from "./say-rows.ts";

export const readFile = defineTool({
  name: "documents_read_file",
  title: { fr: "Lire un document reçu", en: "Read a received document" },
  description:
    "Reads a received contract, offer, rider or routing: the artist, promoter, dates and deals that it proposes, with page and quote; import them with documents_import_rows.",
  permission: "documents:read",
  effect: "read",
  untrusted: true,
  input: z.object({ document: ref("document") }),
  output: z.object({
    id: z.uuid(),
    title: z.string(),
    kind: z.enum(documentKinds),
    pages: z.int(),
    silence: z.enum(silences).nullable(),
    /** What documents_import_rows takes. */
    rows: z.object(proposedRows),
    found: z.array(
      z.object({
        what: z.string(),
        value: z.string(),
        page: z.int(),
        quote: z.string(),
        state: z.string(),
        isNew: z.boolean(),
        check: z.boolean(),
      }),
    ),
    left: z.array(z.object({ page: z.int(), text: z.string(), reason: z.string() })),
    /** What a person has to enter, and why. */
    remarks: z.array(z.string()),
  }),
  examples: [
    {
      fr: "lis le contrat du Transbordeur que j’ai reçu",
      en: "read the contract I received from Le Transbordeur",
      input: { document: "contrat Transbordeur" },
    },
    {
      fr: "qu’est-ce que propose le fichier proposition-nimes.eml ?",
      en: "what does the file proposition-nimes.eml propose?",
      input: { document: "proposition-nimes.eml" },
    },
    {
      fr: "relis le routing reçu en PDF",
      en: "read the routing that came as PDF again",
      input: { document: "routing" },
    },
    {
      fr: "quelles dates y a-t-il dans le fichier dates-2027.pdf ?",
      en: "which dates are in the file dates-2027.pdf?",
      input: { document: "dates-2027.pdf" },
    },
    {
      fr: "analyse le deal memo reçu de Manchester",
      en: "analyse the deal memo received from Manchester",
      input: { document: "deal memo Manchester" },
    },
    {
      fr: "extrais les informations du fichier contrat-lyon.pdf",
      en: "extract the facts of the file contrat-lyon.pdf",
      input: { document: "contrat-lyon.pdf" },
    },
  ],
  async run(ctx, input) {
    const document = await findReceived(ctx, input.document);
    const { kind } = await ctx.tx
      .selectFrom("documents")
      .select("kind")
      .where("id", "=", document.id)
      .executeTakeFirstOrThrow();
    const { currency } = await ctx.tx
      .selectFrom("organizations")
      .select("currency")
      .executeTakeFirstOrThrow();
    const read = await readProposals(ctx, document);
    const rows = rowsOf(read, currency);
    const silent = document.pages.every((page) => page.trim() === "");
    return {
      id: document.id,
      title: document.title,
      kind: z.enum(documentKinds).parse(kind),
      pages: document.pages.length,
      silence: silent
        ? document.mime.startsWith("image/")
          ? ("image" as const)
          : ("scan" as const)
        : null,
      rows,
      found: foundIn(ctx, rows, await matchRows(ctx, rows), currency),
      left: read.left
        .slice(0, 50)
        .map(({ page, text, reason }) => ({ page, text, reason: ctx.say(rejectWords[reason]) })),
      remarks: read.dates.flatMap(({ deal }) => {
        if (deal?.taxIncluded) return [ctx.say(remarks.taxIncluded)];
        return deal && deal.currency !== currency ? [ctx.say(remarks.otherCurrency)] : [];
      }),
    };
  },
  summary: (output, say) => {
    const kind = say(documentKindWords[output.kind]).toLowerCase();
    const head = say({
      fr: `${output.title} (${kind}${pagesIn(output.pages)}) : `,
      en: `${output.title} (${kind}${pagesIn(output.pages)}): `,
    });
    if (output.silence) return `${head}${say(silenceWords[output.silence])}`;
    if (output.found.length === 0) {
      return `${head}${say({
        fr: "je n’y trouve ni artiste, ni date, ni deal. Le texte est gardé et se cherche.",
        en: "I find no artist, date or deal in it. Its text is kept and can be searched.",
      })}`;
    }
    const { dates } = output.rows;
    const parts = [
      dates.length > 0 &&
        say.count(dates.length, {
          fr: { one: "date", other: "dates" },
          en: { one: "date", other: "dates" },
        }),
      output.rows.artist && output.rows.artist.name,
      output.rows.promoter && (output.rows.promoter.company ?? output.rows.promoter.name),
    ].filter((part) => typeof part === "string");
    const checks = output.found.filter((one) => one.check).length;
    const toCheck =
      checks === 0
        ? ""
        : say({
            fr: ` ${say.count(checks, { fr: { one: "point", other: "points" }, en: { one: "", other: "" } })} à vérifier.`,
            en: ` ${say.count(checks, { fr: { one: "", other: "" }, en: { one: "point", other: "points" } })} to check.`,
          });
    return `${head}${parts.join(", ")}.${toCheck}${output.remarks.map((remark) => ` ${remark}`).join("")}`;
  },
  show: (output, say) =>
    output.found.length === 0
      ? []
      : {
          kind: "table",
          layout: "lines",
          title: say({ fr: `Lu dans ${output.title}`, en: `Read in ${output.title}` }),
          columns: [
            { key: "what", label: say({ fr: "Élément", en: "Item" }), type: "text" },
            { key: "value", label: say({ fr: "Proposition", en: "Proposal" }), type: "text" },
            { key: "source", label: say({ fr: "Source", en: "Source" }), type: "text" },
          ],
          rows: output.found.slice(0, 100).map((one) => ({
            what: `${one.what} · ${one.check ? say({ fr: "à vérifier", en: "to check" }) : one.state}`,
            value: one.value,
            source: say({
              fr: `p. ${one.page} · « ${one.quote} »`,
              en: `p. ${one.page} · “${one.quote}”`,
            }),
          })),
          total: output.found.length,
        },
  about: (output) => [{ kind: "document", id: output.id, label: output.title }],
});

const remarks = {
  taxIncluded: {
    fr: "Le prix n’est donné que TTC : saisissez le montant hors taxes.",
    en: "The price is given with VAT only: enter the amount before VAT.",
  },
  otherCurrency: {
    fr: "Les montants sont dans une autre devise que la vôtre : saisissez-les vous-même.",
    en: "The amounts are in another currency than yours: enter them yourself.",
  },
};

const pagesIn = (pages: number) =>
  pages === 0 ? "" : `, ${pages} ${pages === 1 ? "page" : "pages"}`;

function foundIn(ctx: ToolContext, rows: ProposedRows, matches: Matches, currency: string) {
  const { say } = ctx;
  const line = (
    what: { fr: string; en: string },
    value: string,
    from: { page: number; quote: string; check?: boolean | undefined },
    state: keyof typeof stateWords,
  ) => ({
    what: say(what),
    value,
    page: from.page,
    quote: from.quote,
    state: say(stateWords[state]),
    isNew: state === "new",
    check: from.check === true,
  });
  const { artist, tour, promoter } = rows;
  return [
    ...(artist ? [line(words.artist, artist.name, artist, matches.artist ? "there" : "new")] : []),
    ...(tour ? [line(words.tour, tour.name, tour, matches.tour ? "there" : "new")] : []),
    ...(promoter
      ? [line(words.promoter, sayPromoter(promoter), promoter, matches.promoter ? "there" : "new")]
      : []),
    ...matches.dates.flatMap((match) => [
      line(words.date, sayDate(match.row, say), match.row, stateOf(match)),
      ...(match.row.deal
        ? [line(words.deal, sayDeal(match.row.deal, say, currency), match.row.deal, stateOf(match))]
        : []),
    ]),
  ];
}

const words = {
  artist: { fr: "Artiste", en: "Artist" },
  tour: { fr: "Tournée", en: "Tour" },
  promoter: { fr: "Organisateur", en: "Promoter" },
  date: { fr: "Date", en: "Date" },
  deal: { fr: "Deal", en: "Deal" },
};
