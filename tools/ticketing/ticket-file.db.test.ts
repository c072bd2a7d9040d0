import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";
import type { BuyerOrder } from "./sale-facts.ts";

type File = { fileName: string; pages: number; base64: string; size: number };

describe("tickets on paper", () => {
  let world: World;
  let sale: Sale;
  let order: BuyerOrder;
  beforeAll(async () => {
    world = await openWorld();
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 100");
    await world.rows("update organizations set siret = '73282932000074'");
    const lyon = { performances: ["Lyon"] };
    await world.done("ticketing_create_ticket_type", { ...lyon, price: 3_550 });
    await world.done("ticketing_create_ticket_type", { ...lyon, kind: "comp", price: 0 });
    sale = await openSale(world, dates.Lyon);
    order = await sale.pay(await sale.hold({ "Plein tarif": 2 }));
  });
  afterAll(() => world.close());

  const ofMember = (input: object, options: object = {}) =>
    world.done<File>("ticketing_get_ticket_pdf", input, options);
  const ofBuyer = async (input: object = {}) =>
    (
      await world.done<File>(
        "ticketing_get_order_pdf",
        { order: order.token, ...input },
        sale.buyer,
      )
    ).value;

  it("are one a page, and the buyer's are the team's", async () => {
    const mine = await ofBuyer();
    expect(mine).toMatchObject({
      pages: 2,
      fileName: `billets-zaz-lyon-2027-05-14-${order.number.toLowerCase()}.pdf`,
    });
    expect(Buffer.from(mine.base64, "base64").subarray(0, 5).toString()).toBe("%PDF-");
    const theirs = await ofMember({ order: order.number }, { role: "viewer" });
    expect(theirs.value).toMatchObject({ pages: 2, fileName: mine.fileName });
    expect(wordsOf(theirs.value)).toEqual(wordsOf(mine));
  });

  it("bear what the law wants, and say that a test is a test", async () => {
    const text = wordsOf(await ofBuyer({ ticket: order.tickets[0]?.id }));
    for (const mention of [
      "Bleu Nuit Productions",
      "PLATESV-D-2019-001172",
      "SIRET 73282932000074",
      order.number,
      "n° 1, série A-1",
      "313-6-2",
      "L. 221-28",
      "Plein tarif",
      "35,50 €",
      "dont TVA 2,1 % : 0,73 €",
      "14 mai 2027",
      "Léa Martin",
      "TEST",
    ]) {
      expect(text).toContain(mention.replace(/ (?=[€%:])/g, "\u00a0"));
    }
    expect(text).not.toContain("gratuité");
  });

  it("are made for tickets sold by hand as well, free ones among them", async () => {
    const sold = await world.done<{ number: string; firstNumber: number }>(
      "ticketing_record_sale",
      { performance: "Lyon", ticket_type: "Invitation", quantity: 2, buyer: "Ada Lovelace" },
    );
    const one = { order: sold.value.number, ticket_number: sold.value.firstNumber };
    const file = await ofMember(one);
    expect(file.value.pages).toBe(1);
    const text = wordsOf(file.value);
    expect(text).toContain("gratuité");
    expect(text).not.toContain("TEST");
  });

  it("are not made of tickets that let nobody in", async () => {
    const nobody = { order: order.number, ticket_number: 999 };
    expect(await world.failed("ticketing_get_ticket_pdf", nobody)).toMatchObject({
      code: "conflict",
      reason: "no_ticket",
    });
    const held = await sale.hold({ "Plein tarif": 1 });
    expect(
      await world.failed("ticketing_get_order_pdf", { order: held.token }, sale.buyer),
    ).toMatchObject({ code: "conflict", reason: "no_ticket" });
  });

  it("are for the team of the organization and for whoever holds the link", async () => {
    const input = { order: order.number };
    const elsewhere = { organization: world.elsewhere };
    expect((await world.failed("ticketing_get_ticket_pdf", input, elsewhere)).code).toBe(
      "not_found",
    );
    expect((await world.failed("ticketing_get_ticket_pdf", input, sale.buyer)).code).toBe(
      "forbidden",
    );
    const forged = { order: order.token.replace(/.{4}$/, "AAAA") };
    expect((await world.failed("ticketing_get_order_pdf", forged, sale.buyer)).reason).toBe(
      "unknown_order",
    );
  });
});

/** The words drawn in a PDF: hexadecimal runs of its text operators, in the standard fonts' encoding. */
function wordsOf(file: File): string {
  const pdf = Buffer.from(file.base64, "base64");
  const decode = new TextDecoder("windows-1252");
  let text = "";
  for (let at = pdf.indexOf("stream\n"); at !== -1; at = pdf.indexOf("stream\n", at + 1)) {
    const end = pdf.indexOf("endstream", at);
    if (pdf.subarray(at - 3, at).toString() === "end" || end === -1) continue;
    const drawn = inflate(pdf.subarray(at + 7, end)).toString("latin1");
    for (const [, line = ""] of drawn.matchAll(/\[(.*?)\] TJ/g)) {
      for (const [, hex = ""] of line.matchAll(/<([0-9a-f]+)>/g)) {
        text += decode.decode(Buffer.from(hex, "hex"));
      }
      text += "\n";
    }
  }
  return text;
}

function inflate(bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes);
  } catch {
    return Buffer.alloc(0);
  }
}
