import { sql } from "kysely";
import { z } from "zod";
import { defineTool } from "../core/tool.ts";

export const getOrganization = defineTool({
  name: "organization_get_organization",
  title: { fr: "La structure", en: "The organization" },
  description:
    "Legal and contact facts of the organization: names, SIRET, VAT number, licences, address, currency, time zone.",
  permission: "organization:read",
  effect: "read",
  input: z.object({}),
  output: z.object({
    name: z.string(),
    legalName: z.string().nullable(),
    siret: z.string().nullable(),
    vatNumber: z.string().nullable(),
    licences: z.array(z.string()),
    address: z.string().nullable(),
    postalCode: z.string().nullable(),
    city: z.string().nullable(),
    country: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    website: z.string().nullable(),
    currency: z.string(),
    timeZone: z.string(),
    /** Who bears the platform’s fee on online sales, and what it is on a ticket of twenty euros. */
    feePayer: z.enum(["organizer", "buyer"]),
    feeExampleCents: z.int(),
  }),
  examples: [
    { fr: "affiche la fiche de la structure", en: "show the organization's page", input: {} },
    { fr: "c’est quoi notre SIRET ?", en: "what is our SIRET?", input: {} },
    { fr: "nos numéros de licence", en: "our licence numbers", input: {} },
    { fr: "l’adresse du bureau stp", en: "the office address please", input: {} },
    { fr: "les infos légales de la boîte", en: "the company's legal information", input: {} },
    { fr: "quel est notre numéro de TVA", en: "what is our VAT number", input: {} },
  ],
  async run(ctx) {
    const row = await ctx.tx
      .selectFrom("organizations")
      .selectAll()
      .select(sql<number>`koncert.fee_cents(id, 2000)`.as("feeExampleCents"))
      .executeTakeFirstOrThrow();
    return {
      name: row.name,
      legalName: row.legal_name,
      siret: row.siret,
      vatNumber: row.vat_number,
      licences: row.licence_numbers,
      address: row.address,
      postalCode: row.postal_code,
      city: row.city,
      country: row.country,
      email: row.email,
      phone: row.phone,
      website: row.website,
      currency: row.currency,
      timeZone: row.time_zone,
      feePayer: row.fee_payer === "buyer" ? ("buyer" as const) : ("organizer" as const),
      feeExampleCents: row.feeExampleCents,
    };
  },
  summary(output, say) {
    const facts = [
      output.legalName,
      output.siret && `SIRET ${output.siret}`,
      output.licences.length > 0 &&
        say({
          fr: `licence ${output.licences.join(", ")}`,
          en: `licence ${output.licences.join(", ")}`,
        }),
      [output.address, output.postalCode, output.city].filter(Boolean).join(" "),
    ].filter(Boolean);
    return facts.length > 0
      ? say({
          fr: `${output.name} : ${facts.join(", ")}.`,
          en: `${output.name}: ${facts.join(", ")}.`,
        })
      : `${output.name}.`;
  },
  show: (output, say) => ({
    kind: "facts",
    title: output.name,
    subtitle: output.legalName,
    link: null,
    facts: [
      { label: "SIRET", value: output.siret, type: "text" },
      {
        label: say({ fr: "TVA intracommunautaire", en: "VAT number" }),
        value: output.vatNumber,
        type: "text",
      },
      {
        label: say({ fr: "Licences", en: "Licences" }),
        value: output.licences.join(", ") || null,
        type: "text",
      },
      {
        label: say({ fr: "Adresse", en: "Address" }),
        value: [output.address, output.postalCode, output.city].filter(Boolean).join(", ") || null,
        type: "text",
      },
      { label: "E-mail", value: output.email, type: "text" },
      { label: say({ fr: "Téléphone", en: "Phone" }), value: output.phone, type: "text" },
    ],
  }),
});
