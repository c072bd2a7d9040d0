import { sql } from "kysely";
import { ToolError } from "../core/errors.ts";
import { choice, email, name, phone, place, words } from "../core/fields.ts";
import type { ToolContext } from "../core/tool.ts";
import { contactKinds } from "./kinds.ts";
import { phoneKeyOfRow } from "./read-contacts.ts";
import { isPhone, phoneKey } from "./rules.ts";

/** What a person says of a contact; spread into a tool's input. */
export const contactFields = {
  kind: choice("contact_kind", contactKinds).optional(),
  email: email().optional(),
  phone: phone().optional(),
  company: name().describe("the structure the person works for").optional(),
  job_title: name().describe("trade or function").optional(),
  city: place().optional(),
  notes: words().optional(),
};

/** The columns of those that can be emptied. */
export const emptiableFields = {
  email: "email",
  phone: "phone",
  company: "organization_name",
  job_title: "job_title",
  city: ["city", "country"],
  notes: "notes",
} as const;

type Given = {
  phone?: string | undefined;
  city?: string | undefined;
  company?: string | undefined;
  job_title?: string | undefined;
  email?: string | undefined;
  kind?: string | undefined;
  notes?: string | undefined;
};

/** The columns that the given fields set. A town abroad that no source knows is kept as typed. */
export function contactColumns(ctx: ToolContext, input: Given) {
  if (input.phone !== undefined && !isPhone(input.phone)) throw notAPhone(input.phone);
  const town = input.city
    ? (ctx.integrations.places.find(input.city, { limit: 1 })[0] ?? { name: input.city })
    : undefined;
  return {
    ...(input.kind === undefined ? {} : { kind: input.kind }),
    ...(input.email === undefined ? {} : { email: input.email }),
    ...(input.phone === undefined ? {} : { phone: input.phone }),
    ...(input.company === undefined ? {} : { organization_name: input.company }),
    ...(input.job_title === undefined ? {} : { job_title: input.job_title }),
    ...(input.notes === undefined ? {} : { notes: input.notes }),
    ...(town === undefined ? {} : { city: town.name }),
    ...(town !== undefined && "country" in town ? { country: town.country } : {}),
  };
}

/**
 * Throws `conflict`, with the contact that stands there, when another one has this e-mail, this
 * phone, or this very name without anything that tells the two apart.
 */
export async function rejectTwin(
  ctx: ToolContext,
  person: { name?: string | undefined; email?: string | undefined; phone?: string | undefined },
  except: string | null = null,
): Promise<void> {
  const key = person.phone ? phoneKey(person.phone) : null;
  const { rows } = await sql<{ id: string; label: string; email: string | null }>`
    select id, display_name as label, email from contacts c
    where c.erased_at is null and c.id is distinct from ${except}::uuid
      and (lower(c.email) = ${person.email ?? null}
        or (${key}::text is not null and ${phoneKeyOfRow} = ${key})
        or (${person.name ?? null}::text is not null and c.search_name = (select koncert.normalize(${person.name ?? null}))
          and ((c.email is null and c.phone is null) or (${person.email ?? null}::text is null and ${key}::text is null))))
    order by c.created_at limit 4`.execute(ctx.tx);
  const [twin] = rows;
  if (!twin) return;
  const how = twin.email ? ` (${twin.email})` : "";
  throw new ToolError(
    "conflict",
    {
      fr: `Ce contact existe déjà : ${twin.label}${how}.`,
      en: `This contact already exists: ${twin.label}${how}.`,
    },
    { field: "name", choices: rows.map(({ id, label }) => ({ id, label })) },
  );
}

function notAPhone(text: string) {
  return new ToolError(
    "invalid_input",
    {
      fr: `« ${text} » n’est pas un numéro de téléphone.`,
      en: `“${text}” is not a phone number.`,
    },
    { field: "phone" },
  );
}
