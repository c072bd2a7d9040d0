import { type DocumentContent, toConfirm } from "../content.ts";
import { documentKindWords } from "../kinds.ts";
import { openColumn } from "./column.ts";
import { inner, page, palette, type Paper } from "./paper.ts";
import { drawSection } from "./sections.ts";

const band = 158;

/** A day on paper: who and when in the band, where under it, then times on the left, people on the right. */
export function drawDaySheet(paper: Paper, content: DocumentContent): void {
  drawBand(paper, content);
  const top = drawVenue(paper, content, band + 20);
  const gap = 26;
  const left = openColumn(paper, page.margin, top, inner * 0.54 - gap / 2);
  const right = openColumn(
    paper,
    page.margin + inner * 0.54 + gap / 2,
    top,
    inner * 0.46 - gap / 2,
  );
  // The times lead; what follows goes where there is more room.
  const [schedule, ...others] = content.sections;
  if (schedule) drawSection(paper, left, schedule);
  for (const section of others) {
    const leftFirst = position(left) < position(right) && section.kind !== "people";
    drawSection(paper, leftFirst ? left : right, section);
  }
}

const position = (column: { page: number; y: number }) => column.page * page.height + column.y;

function drawBand(paper: Paper, content: DocumentContent): void {
  const { say } = paper;
  paper.rect(0, 0, page.width, band, palette.ink);
  paper.rect(0, band, page.width, 3, palette.signal);
  paper.text(say(documentKindWords[content.kind]).toUpperCase(), page.margin, 34, 260, {
    font: "bold",
    size: 8,
    spacing: 1.4,
    color: palette.onInk,
  });
  const date = 150;
  const width = inner - date - 20;
  const artist = content.artist ?? content.title;
  const size = fit(paper, artist, width, [38, 34, 30, 26, 22]);
  const height = paper.text(artist, page.margin, 54, width, {
    font: "bold",
    size,
    color: palette.white,
    lineGap: 0,
  });
  const under = [content.show === content.artist ? null : content.show, content.tour]
    .filter(Boolean)
    .join(" · ");
  if (under) {
    paper.text(under, page.margin, 58 + height, width, { size: 11, color: palette.onInk });
  }
  if (content.day) drawDay(paper, content.day, page.width - page.margin - date, date);
}

function drawDay(paper: Paper, day: string, x: number, width: number): void {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(paper.say.locale === "fr" ? "fr-FR" : "en-GB", {
      ...options,
      timeZone: "UTC",
    }).format(new Date(`${day}T12:00:00Z`));
  const align = "right" as const;
  paper.text(part({ weekday: "long" }), x, 30, width, { size: 12, color: palette.onInk, align });
  paper.text(part({ day: "numeric" }), x, 52, width, {
    font: "bold",
    size: 60,
    color: palette.white,
    align,
    lineGap: 0,
  });
  paper.text(part({ month: "long", year: "numeric" }), x, 118, width, {
    font: "bold",
    size: 13,
    color: palette.white,
    align,
  });
}

function drawVenue(paper: Paper, content: DocumentContent, y: number): number {
  const { say } = paper;
  const { venue } = content;
  const side = 120;
  const width = inner - side - 20;
  const name = venue?.name ?? say({ fr: "Lieu à confirmer", en: "Venue to be confirmed" });
  let at = y + paper.text(name, page.margin, y, width, { font: "bold", size: 20, lineGap: 0 });
  const address = venue
    ? [
        venue.address ?? say({ fr: "adresse à confirmer", en: "address to be confirmed" }),
        venue.city,
      ]
        .filter(Boolean)
        .join(", ")
    : say(toConfirm);
  at += 3 + paper.text(address, page.margin, at + 3, width, { size: 11 });
  if (venue?.phone) {
    at += paper.text(venue.phone, page.margin, at + 1, width, { size: 10, color: palette.quiet });
  }
  if (venue?.capacity) {
    const x = page.width - page.margin - side;
    paper.text(say.number(venue.capacity), x, y, side, {
      font: "bold",
      size: 20,
      align: "right",
      lineGap: 0,
    });
    paper.text(say({ fr: "de jauge", en: "capacity" }), x, y + 23, side, {
      size: 9.5,
      color: palette.quiet,
      align: "right",
    });
  }
  return at + 18;
}

/** The largest size at which a text holds on two lines. */
function fit(paper: Paper, text: string, width: number, sizes: number[]): number {
  const holds = (size: number) =>
    paper.height(text, width, { font: "bold", size, lineGap: 0 }) <= size * (size > 30 ? 1.3 : 2.5);
  return sizes.find(holds) ?? sizes[sizes.length - 1] ?? 22;
}
