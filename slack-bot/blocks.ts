import type { types } from "@slack/bolt";
import type { Card } from "#tools/core/card.ts";
import { createSay, type Locale, type Say } from "#tools/core/text.ts";
import { statusWords } from "#tools/tours/say-dates.ts";
import { words } from "./words.ts";

type Block = types.KnownBlock;

/** A piece of text that Slack never reads as markup: names and notes of people cannot call or link. */
type Piece = { type: "text"; text: string; style?: { bold?: true; italic?: true } };

const piece = (text: string, style?: Piece["style"]): Piece => ({
  type: "text",
  text: text.replaceAll("\u0000", "").slice(0, 2_900) || " ",
  ...(style ? { style } : {}),
});

/** Lines of text, each a list of pieces. */
export function lines(rows: Piece[][]): Block {
  const elements = rows.flatMap((row, index) => (index === 0 ? row : [piece("\n"), ...row]));
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements }] };
}

export const line = (text: string): Block => lines([[piece(text)]]);
export const bold = (text: string) => piece(text, { bold: true });
export const plain = (text: string) => piece(text);

export const heading = (text: string): Block => ({
  type: "header",
  text: { type: "plain_text", text: text.slice(0, 150) || " ", emoji: false },
});

export const small = (text: string): Block => ({
  type: "context",
  elements: [{ type: "plain_text", text: text.slice(0, 2_000) || " ", emoji: false }],
});

/** A button that opens a page of KONCERT. */
export const openButton = (label: string, url: string): Block => ({
  type: "actions",
  elements: [
    {
      type: "button",
      action_id: "open",
      url,
      text: { type: "plain_text", text: label.slice(0, 75), emoji: false },
    },
  ],
});

const shownRows = 12;
const pages: Record<string, string> = {
  artist: "artists",
  tour: "tours",
  venue: "venues",
  performance: "performances",
  production: "productions",
  document: "documents",
  contact: "contacts",
  order: "orders",
};

/** A result as blocks: the same few shapes as on the web, each with its way there. */
export function cardBlocks(card: Card, locale: Locale, baseUrl: string, now = new Date()): Block[] {
  const say = createSay(locale, now);
  const open = (kind: string, id: string): Block[] => {
    const page = pages[kind];
    return page ? [openButton(say(words.open), `${baseUrl}/${page}/${id}`)] : [];
  };
  const cut = <Row>(rows: Row[], total: number, write: (row: Row) => Piece[]): Block[] =>
    rows.length === 0
      ? []
      : [
          lines(rows.slice(0, shownRows).map(write)),
          ...(total > shownRows ? [small(say(words.more(total - shownRows)))] : []),
        ];
  switch (card.kind) {
    case "dates":
      return [
        heading(card.title),
        ...cut(card.dates, card.total, (date) => [
          bold(say.shortDay(date.day)),
          plain(` · ${dateWords(date, say)}`),
        ]),
      ];
    case "performance": {
      const { date } = card;
      return [
        heading([say.day(date.day), date.city, date.venue].filter(Boolean).join(" · ")),
        lines([
          [bold(date.artist), plain(` · ${dateWords(date, say)}`)],
          ...card.schedule.map(({ label, kind, startsAt }) => [
            plain(`${say.time(startsAt, date.timeZone)} · ${label ?? kind}`),
          ]),
          ...card.ticketTypes.map(({ name, priceCents, currency, sold, quota }) => [
            plain(`${name} · ${say.money(priceCents, currency)} · ${sold}/${quota}`),
          ]),
        ]),
        ...open("performance", date.id),
      ];
    }
    case "sales": {
      const of = card.capacity ? ` / ${say.number(card.capacity)}` : "";
      return [
        heading(card.title),
        lines([
          [
            bold(`${say.number(card.sold)}${of}`),
            plain(` · ${say.money(card.grossCents, card.currency)}`),
          ],
          ...card.breakdown
            .slice(0, shownRows)
            .map(({ label, sold, grossCents }) => [
              plain(`${label} · ${say.number(sold)} · ${say.money(grossCents, card.currency)}`),
            ]),
        ]),
      ];
    }
    case "document":
      return [heading(card.title), line(card.excerpt.slice(0, 600)), ...open("document", card.id)];
    case "facts":
      return [
        heading(card.title),
        ...(card.subtitle ? [small(card.subtitle)] : []),
        ...cut(card.facts, card.facts.length, ({ label, value, type, currency }) => [
          bold(`${label} : `),
          plain(shown(value, type, say, currency)),
        ]),
        ...(card.link ? open(card.link.kind, card.link.id) : []),
      ];
    case "table":
      return [
        heading(card.title),
        ...cut(card.rows, card.total, (row) =>
          card.columns.flatMap(({ key, type }, index) => {
            const text = shown(row[key] ?? null, type, say, card.currency);
            if (text === "") return [];
            return index === 0 ? [bold(text)] : [plain(` · ${text}`)];
          }),
        ),
      ];
  }
}

type DateLine = Extract<Card, { kind: "performance" }>["date"];

function dateWords(date: DateLine, say: Say): string {
  const place = [date.city, date.venue].filter(Boolean).join(", ");
  const status =
    date.status === "option" && date.holdRank
      ? say({ fr: `option ${date.holdRank}`, en: `hold ${date.holdRank}` })
      : say(statusWords[date.status]);
  const sales =
    date.sold > 0
      ? `${say.number(date.sold)}${date.capacity ? `/${say.number(date.capacity)}` : ""}`
      : "";
  return [place, status, sales].filter(Boolean).join(" · ");
}

function shown(
  value: string | number | null,
  type: string,
  say: Say,
  currency: string | undefined,
): string {
  if (value === null) return "";
  if (typeof value === "string") {
    return type === "day" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? say.shortDay(value) : value;
  }
  if (type === "money") return say.money(value, currency);
  if (type === "percent") return say.percent(value);
  if (type === "km") return `${say.number(value)} km`;
  return say.number(value);
}

/** Slack takes fifty blocks a message. */
export const fitting = (blocks: Block[]): Block[] => blocks.slice(0, 48);
