import { readAddresses } from "../addresses.ts";
import { normalize } from "../normalize.ts";
import { labelled, type Line, type Source, sourceOf } from "./lines.ts";
import { definesRole, legalForms, opensParty, promoterRole } from "./words.ts";

export type ReadParty = Source & {
  /** The person to speak to, else the company. */
  name: string;
  company?: string;
  email?: string;
  phone?: string;
};

const around = 4;

/** The promoter of a paper: as a label names them, or as a contract defines the other side. */
export function readPromoter(lines: readonly Line[], own: string): ReadParty | undefined {
  const named = lines.find((line) => labelled(lines, line)?.label === "promoter");
  if (named) {
    const value = labelled(lines, named)?.value ?? "";
    return partyOf(value, named, lines.slice(named.at, named.at + around), own, 0.9);
  }
  const defining = lines.find(
    (line) => definesRole.test(line.plain) && promoterRole.test(line.plain),
  );
  if (!defining) return undefined;
  const opening = lines
    .slice(0, defining.at)
    .findLast((line) => opensParty.test(normalize(line.text).text));
  const block = lines.slice(
    Math.max(opening ? opening.at + 1 : 0, defining.at - 8),
    defining.at + 1,
  );
  const [first] = block;
  return first && partyOf(first.text, first, block, own, 0.8);
}

function partyOf(
  written: string,
  line: Line,
  block: readonly Line[],
  own: string,
  sure: number,
): ReadParty | undefined {
  const company = written
    .replace(legalForms, "")
    .replace(/[,;–—-]\s*$/u, "")
    .trim();
  if (!/\p{L}{2}/u.test(company) || company.length > 120) return undefined;
  if (normalize(company).text === normalize(own).text) return undefined;
  const text = block.map((one) => one.text).join("\n");
  const found = readAddresses(text);
  const email = found.find((span) => span.type === "email")?.value.email;
  const phone = found.find((span) => span.type === "phone")?.value.phone;
  const person = personIn(block);
  return {
    ...sourceOf(line, sure),
    name: person ?? company,
    ...(person ? { company } : {}),
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
  };
}

const represented =
  /(?:[Rr]eprésenté[·.()e]*s? par|[Rr]epresented by|[Cc]ontact)\s*:?\s*(?:M\.|Mme|Mr\.?|Ms\.?|Mrs\.?|Monsieur|Madame)?\s*(\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+){1,3})/u;

function personIn(block: readonly Line[]): string | undefined {
  for (const line of block) {
    const name = represented.exec(line.text)?.[1]?.trim();
    if (name) return name;
  }
  return undefined;
}
