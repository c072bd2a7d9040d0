import type { OrderFacts } from "../../ticketing/sale-facts.ts";
import { operatorMentions, ticketMentions, ticketTerms } from "../../ticketing/ticket-mentions.ts";
import { inner, page, palette, type Paper } from "./paper.ts";
import { drawQr } from "./qr.ts";
import type { CodedTicket } from "./render-tickets.ts";

const left = page.margin;
const right = page.width - page.margin;
const qrSide = 226;
/** What stays in the hand once the sheet is folded or torn. */
const fold = 514;

/** One ticket on a page: who plays, when and where, its code, then what the law wants on it. */
export function drawTicket(
  paper: Paper,
  order: OrderFacts,
  ticket: CodedTicket,
  place: { at: number; of: number },
): void {
  const { say } = paper;
  if (order.test) drawTest(paper);
  drawHead(paper, order, place);
  const top = drawPoster(paper, order);
  drawWhen(paper, order, top + 26, inner - qrSide - 24);
  drawCode(paper, ticket, top + 22);
  paper.doc.dash(3, { space: 3 });
  paper.rule(0, fold, page.width, palette.quiet);
  paper.doc.undash();
  const facts = drawFacts(paper, order, ticket, fold + 30);
  const advice = say({
    fr: "Présentez ce code à l’entrée, imprimé ou sur l’écran de votre téléphone. Il laisse entrer une personne, une fois : ne le publiez pas.",
    en: "Show this code at the door, printed or on your phone. It lets one person in, once: do not publish it.",
  });
  paper.text(advice, left, facts + 18, inner, { size: 9.5, lineGap: 3, color: palette.quiet });
  drawMentions(paper, order);
}

function drawHead(paper: Paper, order: OrderFacts, place: { at: number; of: number }): void {
  const small = { font: "bold", size: 8, spacing: 1.2 } as const;
  paper.rect(0, 0, page.width, 8, palette.ink);
  paper.text(order.organizer.name.toUpperCase(), left, 34, inner - 160, small);
  const count = place.of > 1 ? `${place.at} / ${place.of}` : "";
  const word = paper.say({ fr: "Billet", en: "Ticket" });
  paper.text(`${word} ${count}`.trim().toUpperCase(), right - 160, 34, 160, {
    ...small,
    align: "right",
  });
}

/** The name as large as the page lets it be; returns where the poster ends. */
function drawPoster(paper: Paper, order: OrderFacts): number {
  const { artist, title, support } = order.performance;
  const sizes = [64, 54, 46, 38, 32, 26];
  const fits = (size: number) =>
    paper.height(artist, inner, { font: "bold", size, lineGap: 0 }) <=
    size * (size > 40 ? 1.3 : 2.5);
  const size = sizes.find(fits) ?? 26;
  const height = paper.text(artist, left - 2, 58, inner, { font: "bold", size, lineGap: 0 });
  let y = 58 + height - size * 0.12;
  const more =
    support.length > 0
      ? paper.say({ fr: `avec ${paper.say.list(support)}`, en: `with ${paper.say.list(support)}` })
      : null;
  const under = [title, more].filter(Boolean).join(" · ");
  if (under) y += 2 + paper.text(under, left, y + 2, inner, { size: 14 });
  paper.rect(left, y + 12, inner, 3, palette.signal);
  return y + 15;
}

function drawWhen(paper: Paper, order: OrderFacts, y: number, width: number): void {
  const { say } = paper;
  const { day, doorsAt, showAt, timeZone, venue } = order.performance;
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(say.locale === "fr" ? "fr-FR" : "en-GB", {
      ...options,
      timeZone: "UTC",
    }).format(new Date(`${day}T12:00:00Z`));
  const style = { font: "bold", lineGap: 0 } as const;
  paper.text(part({ weekday: "long" }), left, y, width, { size: 15 });
  paper.text(part({ day: "numeric" }), left - 3, y + 18, width, { ...style, size: 74 });
  paper.text(part({ month: "long", year: "numeric" }), left, y + 92, width, { ...style, size: 19 });
  let at = y + 130;
  const times = [
    [doorsAt, say({ fr: "Portes", en: "Doors" })],
    [showAt, say({ fr: "Concert", en: "Show" })],
  ] as const;
  const known = times.filter(([instant]) => instant !== null);
  for (const [index, [instant, word]] of known.entries()) {
    const x = left + index * 96;
    paper.text(word, x, at, 90, { size: 9.5, color: palette.quiet });
    paper.text(say.time(instant ?? "", timeZone), x, at + 12, 90, { ...style, size: 17 });
  }
  if (known.length > 0) at += 46;
  const name = venue?.name ?? say({ fr: "Lieu à confirmer", en: "Venue to be confirmed" });
  at += paper.text(name, left, at, width, { ...style, size: 15 }) + 3;
  const town = [venue?.postalCode, venue?.city].filter(Boolean).join(" ");
  const address = [venue?.address, town].filter(Boolean).join("\n");
  if (address) paper.text(address, left, at, width, { size: 11, lineGap: 2 });
}

function drawCode(paper: Paper, ticket: CodedTicket, y: number): void {
  const { say } = paper;
  const x = right - qrSide;
  // Its modules end where the margin begins; the empty zone around them may lie in it.
  const zone = (qrSide * 4) / 45;
  drawQr(paper, ticket.code, x + zone, y - zone + 6, qrSide);
  const under = { align: "right", font: "bold" } as const;
  const number = say({ fr: `N° ${ticket.number}`, en: `No. ${ticket.number}` });
  paper.text(number, x, y + qrSide - 24, qrSide, { ...under, size: 19, lineGap: 0 });
  const whose = [ticket.holder, ticket.type].filter(Boolean).join(" · ");
  paper.text(whose, x, y + qrSide, qrSide, { align: "right", size: 11 });
}

/** Nobody takes a test for a ticket, on a screen or on paper. */
function drawTest(paper: Paper): void {
  const { doc, say } = paper;
  doc.save().rotate(-8, { origin: [page.width / 2, 660] });
  doc.font("Helvetica-Bold").fontSize(190).fillOpacity(0.09).fillColor(palette.ink);
  doc.text("TEST", 0, 580, { width: page.width, align: "center", lineBreak: false });
  doc.restore().fillOpacity(1);
  const words = say({
    fr: "TEST · aucun paiement n’a été encaissé",
    en: "TEST · no payment was taken",
  });
  paper.rect(left, fold - 32, inner, 22, palette.ink);
  paper.text(words, left + 10, fold - 26, inner - 20, {
    font: "bold",
    size: 10.5,
    color: palette.white,
  });
}

/** What the law wants on a ticket; returns where it ends. */
function drawFacts(paper: Paper, order: OrderFacts, ticket: CodedTicket, y: number): number {
  const gap = 16;
  const column = (inner - 2 * gap) / 3;
  let bottom = y;
  for (const [index, { label, value }] of ticketMentions(order, ticket, paper.say).entries()) {
    const x = left + (index % 3) * (column + gap);
    const top = y + Math.floor(index / 3) * 62;
    paper.rule(x, top, column, palette.ink);
    paper.text(label, x, top + 7, column, { size: 8.5, color: palette.quiet });
    const height = paper.text(value, x, top + 20, column, { font: "bold", size: 11.5 });
    bottom = Math.max(bottom, top + 20 + height);
  }
  return bottom;
}

/** Who sells, and on which terms, at the foot of the page. */
function drawMentions(paper: Paper, order: OrderFacts): void {
  const style = { size: 7.5, color: palette.quiet, lineGap: 2 } as const;
  const text = [...operatorMentions(order, paper.say), ticketTerms(paper.say)].join("\n");
  const top = page.height - 30 - paper.height(text, inner, style);
  paper.rule(left, top - 8, inner);
  paper.text(text, left, top, inner, style);
}
