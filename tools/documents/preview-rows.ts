import type { Say, Text } from "../core/text.ts";
import type { Preview, ToolContext } from "../core/tool.ts";
import type { Matches } from "./match-rows.ts";
import type { ProposedRows } from "./proposed-rows.ts";
import type { ReceivedDocument } from "./read-received.ts";
import { sayDate, sayDeal, sayPromoter, stateOf, stateWords } from "./say-rows.ts";

const mostLines = 40;

/** Exactly what an import will write, each with its page; what stands there, and what to look at first. */
export function previewRows(
  ctx: ToolContext,
  document: ReceivedDocument,
  rows: ProposedRows,
  matches: Matches,
  currency: string,
): Preview {
  const both = (write: (say: Say) => string): Text => ({
    fr: write(ctx.sayIn("fr")),
    en: write(ctx.sayIn("en")),
  });
  const state = (there: boolean, say: Say) => say(stateWords[there ? "there" : "new"]);
  const { artist, tour, promoter } = rows;
  const deals = matches.dates.flatMap((date) => (date.row.deal ? [date.row] : []));
  const lines: Preview["lines"] = [
    {
      label: { fr: "Artiste", en: "Artist" },
      value: artist
        ? both((say) => `${artist.name} (${state(!!matches.artist, say)}) · p. ${artist.page}`)
        : (matches.artist?.label ?? { fr: "à préciser", en: "to be told" }),
    },
  ];
  if (tour && matches.dates.length > 1)
    lines.push({
      label: { fr: "Tournée", en: "Tour" },
      value: both((say) => `${tour.name} (${state(!!matches.tour, say)}) · p. ${tour.page}`),
    });
  if (promoter)
    lines.push({
      label: { fr: "Organisateur", en: "Promoter" },
      value: both(
        (say) =>
          `${sayPromoter(promoter)} (${state(!!matches.promoter, say)}) · p. ${promoter.page}`,
      ),
    });
  if (matches.dates.length > 0)
    lines.push({
      label: both((say) => `${say({ fr: "Dates", en: "Dates" })} (${matches.dates.length})`),
      value: both((say) =>
        listed(
          matches.dates.map((date) => {
            const venue =
              date.row.venue && !date.venue && say({ fr: ", nouveau lieu", en: ", new venue" });
            return `${sayDate(date.row, say)} (${say(stateWords[stateOf(date)])}${venue || ""}) · p. ${date.row.page}`;
          }),
          say,
        ),
      ),
    });
  if (deals.length > 0)
    lines.push({
      label: both((say) => `${say({ fr: "Deals", en: "Deals" })} (${deals.length})`),
      value: both((say) =>
        listed(
          deals.flatMap(({ city, deal }) =>
            deal
              ? [
                  `${city}${say({ fr: " : ", en: ": " })}${sayDeal(deal, say, currency)} · p. ${deal.page}`,
                ]
              : [],
          ),
          say,
        ),
      ),
    });
  return {
    title: {
      fr: `Importer ce que dit ${document.title}`,
      en: `Import what ${document.title} says`,
    },
    lines,
    warnings: warningsOf(document, rows),
  };
}

function listed(lines: string[], say: Say): string {
  const more = lines.length - mostLines;
  return [
    ...lines.slice(0, mostLines),
    ...(more > 0 ? [say({ fr: `… et ${more} autres`, en: `… and ${more} more` })] : []),
  ].join("\n");
}

/** What the reader was unsure of, and quotes that the page does not hold. */
function warningsOf(document: ReceivedDocument, rows: ProposedRows): Text[] {
  const sources = [
    rows.artist,
    rows.tour,
    rows.promoter,
    ...rows.dates.flatMap((date) => [date, date.deal]),
  ].filter((source) => source !== undefined);
  const isRead = document.pages.some((page) => page.trim() !== "");
  const unsure = sources.filter((source) => source.check);
  const absent = isRead
    ? sources.filter(
        (source) => !bare(document.pages[source.page - 1] ?? "").includes(bare(source.quote)),
      )
    : [];
  const warn = (text: Text, source: { page: number; quote: string }): Text => ({
    fr: `${text.fr}, p. ${source.page} : « ${source.quote} »`,
    en: `${text.en}, p. ${source.page}: “${source.quote}”`,
  });
  return [
    ...unsure.slice(0, 10).map((source) => warn({ fr: "À vérifier", en: "To check" }, source)),
    ...absent
      .slice(0, 10)
      .map((source) => warn({ fr: "Citation introuvable", en: "Quote not found" }, source)),
    ...(isRead
      ? []
      : [
          {
            fr: "Le document est une image : les citations ne peuvent pas être vérifiées.",
            en: "The document is an image: its quotes can't be verified.",
          },
        ]),
  ];
}

const bare = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
