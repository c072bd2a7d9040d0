import type { Locale, Say } from "../core/text.ts";
import type { DocumentContent, Party, Section } from "./content.ts";
import { type DocumentKind, documentKindWords, type WrittenKind } from "./kinds.ts";
import type { Facts } from "./read-facts.ts";
import { writeDaySheet } from "./write-day-sheet.ts";
import { type Price, writeContract, writeInvoice, writeQuote } from "./write-letter.ts";
import { writeHospitalityRider, writeTechnicalRider } from "./write-rider.ts";

export type Wanted = {
  kind: WrittenKind;
  language: Locale;
  title: string | undefined;
  notes: string | undefined;
  number: string | null;
  issuedOn: string | null;
  dueOn: string | null;
  price: Price | undefined;
};

/** The document's content, from the rows. `say` speaks the document's language. */
export function writeContent(facts: Facts, wanted: Wanted, say: Say): DocumentContent {
  const { performance } = facts;
  const withRecipient =
    wanted.kind === "quote" || wanted.kind === "contract" || wanted.kind === "invoice";
  return {
    kind: wanted.kind,
    language: wanted.language,
    title: wanted.title ?? titleOf(facts, wanted.kind, say),
    number: wanted.number,
    issuedOn: wanted.issuedOn,
    dueOn: wanted.dueOn,
    issuer: issuerOf(facts, say),
    recipient: withRecipient ? recipientOf(facts, say) : null,
    artist: performance.artist,
    show: performance.title ?? performance.production,
    tour: performance.tour,
    day: performance.day,
    status: performance.status,
    venue: venueOf(facts),
    sections: sectionsOf(facts, wanted, say),
  };
}

/** « Feuille de route · Marseille · 12 février 2027 ». */
export function titleOf(facts: Facts, kind: DocumentKind, say: Say): string {
  const { performance } = facts;
  const where = performance.city ?? performance.venue ?? performance.artist;
  return [say(documentKindWords[kind]), where, say.day(performance.day)].join(" · ");
}

/** Where it happens, as papers say it. */
export function venueOf({ performance }: Facts): DocumentContent["venue"] {
  if (!performance.venue) return null;
  return {
    name: performance.venue,
    address: performance.venueAddress,
    city: [performance.venuePostalCode, performance.city].filter(Boolean).join(" ") || null,
    phone: performance.venuePhone,
    capacity: performance.capacity,
  };
}

function sectionsOf(facts: Facts, wanted: Wanted, say: Say): Section[] {
  const { notes, price } = wanted;
  switch (wanted.kind) {
    case "day_sheet": {
      const sections = writeDaySheet(facts, say);
      if (notes) {
        sections.push({
          kind: "text",
          title: say({ fr: "À savoir", en: "Good to know" }),
          paragraphs: [notes],
        });
      }
      return sections;
    }
    case "technical_rider":
      return writeTechnicalRider(facts, say, notes);
    case "hospitality_rider":
      return writeHospitalityRider(facts, say, notes);
    case "contract":
      return writeContract(facts, say, price, notes);
    case "quote":
      return writeQuote(facts, say, priced(price), notes);
    case "invoice":
      return writeInvoice(facts, say, priced(price), notes);
  }
}

function priced(price: Price | undefined): Price {
  if (!price) throw new Error("a quote or an invoice has a price");
  return price;
}

/** Who the paper comes from, with its legal mentions. */
export function issuerOf({ organization }: Facts, say: Say): Party {
  const town = [organization.postalCode, organization.city].filter(Boolean).join(" ");
  return {
    name: organization.legalName ?? organization.name,
    lines: [
      organization.address,
      town,
      organization.phone,
      organization.email,
      organization.siret ? `SIRET ${organization.siret}` : null,
      organization.vatNumber ? `${say({ fr: "TVA", en: "VAT" })} ${organization.vatNumber}` : null,
      organization.licences.length > 0
        ? `${say({ fr: "Licence", en: "Licence" })} ${organization.licences.join(", ")}`
        : null,
    ].filter((line): line is string => Boolean(line)),
  };
}

function recipientOf({ promoter }: Facts, say: Say): Party | null {
  if (!promoter) return null;
  const town = [promoter.postalCode, promoter.city].filter(Boolean).join(" ");
  return {
    name: promoter.company ?? promoter.name,
    lines: [
      promoter.company
        ? say({ fr: `À l’attention de ${promoter.name}`, en: `Attn. ${promoter.name}` })
        : null,
      promoter.address,
      town,
      promoter.email,
    ].filter((line): line is string => Boolean(line)),
  };
}
