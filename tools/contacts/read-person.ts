import { z } from "zod";
import type { Text } from "../core/text.ts";
import type { Line } from "./read-table.ts";
import { isPhone, phoneKey, splitName, tidyTags } from "./rules.ts";

export type Person = {
  line: number;
  display_name: string;
  first_name: string | null;
  last_name: string | null;
  organization_name: string | null;
  job_title: string | null;
  email: string | null;
  phone: string | null;
  phone_key: string | null;
  address: string | null;
  postal_code: string | null;
  city: string | null;
  country: string | null;
  tags: string[];
  notes: string | null;
  /** What the table says of writing to this address; null where it says nothing. */
  consent: boolean | null;
};

const longest = 300;
const yes = /^(oui|o|yes|y|true|vrai|1|x|ok|granted|subscribed|abonn[ée]e?)$/i;
const no = /^(non|n|no|false|faux|0|withdrawn|unsubscribed|d[ée]sabonn[ée]e?|d[ée]sinscrite?)$/i;

/** One line of an import as a contact, or what is wrong with it. */
export function readPerson({ line, cells }: Line): Person | { line: number; error: Text } {
  const wrong = (fr: string, en: string) => ({ line, error: { fr, en } });
  const email = cells.email?.replace(/^mailto:/i, "").toLowerCase() ?? null;
  if (email && !z.email().max(254).safeParse(email).success) {
    return wrong(
      `« ${email} » n’est pas une adresse e-mail`,
      `“${email}” is not an e-mail address`,
    );
  }
  const phone = cells.phone ?? null;
  if (phone && !isPhone(phone)) {
    return wrong(
      `« ${phone} » n’est pas un numéro de téléphone`,
      `“${phone}” is not a phone number`,
    );
  }
  const whole = [cells.first_name, cells.last_name].filter(Boolean).join(" ");
  const name = whole || cells.name || cells.company || email || "";
  if (!name) return wrong("ni nom ni adresse e-mail", "neither a name nor an e-mail address");
  if (name.length > longest) return wrong("nom trop long", "the name is too long");
  const split = cells.name && !whole ? splitName(cells.name) : undefined;
  const consent = cells.consent ?? "";
  return {
    line,
    display_name: name,
    first_name: cells.first_name ?? split?.first ?? null,
    last_name: cells.last_name ?? split?.last ?? null,
    organization_name: cells.company ?? null,
    job_title: cells.job_title ?? null,
    email,
    phone,
    phone_key: phone ? phoneKey(phone) : null,
    address: cells.address ?? null,
    postal_code: cells.postal_code ?? null,
    city: cells.city ?? null,
    country: countryCode(cells.country),
    tags: tidyTags(cells.tags?.split(/[,;|]/) ?? []),
    notes: cells.notes ?? null,
    consent: yes.test(consent) ? true : no.test(consent) ? false : null,
  };
}

/** Two-letter code of a country named in French or English; null for one that is not recognised. */
function countryCode(text: string | undefined): string | null {
  if (!text) return null;
  if (/^[a-z]{2}$/i.test(text)) return text.toUpperCase();
  return countries().get(text.toLowerCase()) ?? null;
}

let byName: Map<string, string> | undefined;
function countries(): Map<string, string> {
  if (byName) return byName;
  byName = new Map();
  for (const tag of ["fr", "en"]) {
    const names = new Intl.DisplayNames(tag, { type: "region", fallback: "none" });
    for (let at = 0; at < 26 * 26; at += 1) {
      const code = String.fromCharCode(65 + Math.floor(at / 26), 65 + (at % 26));
      const name = names.of(code);
      if (name) byName.set(name.toLowerCase(), code);
    }
  }
  return byName;
}
