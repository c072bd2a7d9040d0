import { createOrganization } from "#database/testing/create-organization.ts";
import type { Organization, World } from "#tools/testing/world.ts";

const team = [
  { role: "owner", name: "Claire Dumont" },
  { role: "manager", name: "Thomas Vidal" },
  { role: "accountant", name: "Nadia Ferrand" },
  { role: "door_staff", name: "Samir Oukaci" },
  { role: "viewer", name: "Léo Brun" },
] as const;

const dates = [
  "28/01/2027 – Paris, Salle Pleyel",
  "12/02/2027 – Marseille, Le Silo",
  "17/02/2027 – Bordeaux, Le Théâtre Fémina",
  "18/02/2027 – Bourges, Le Palais d’Auron",
  "24/02/2027 – Lille, Théâtre de Sébastopol",
  "26/02/2027 – Strasbourg, Palais de la musique",
  "14/05/2027 – Lyon, L’amphithéâtre",
  "15/05/2027 – Nice, L’Acropolis",
].join("\n");

/** A tour of ten dates with its business, as its team would have entered it. */
const calls: [tool: string, input: unknown][] = [
  ["tours_create_artist", { name: "Zaz" }],
  ["tours_create_production", { title: "Organique", artist: "Zaz" }],
  [
    "tours_plan_tour",
    { name: "Organique Tour", artist: "Zaz", production: "Organique", text: dates },
  ],
  ["tours_create_performance", { day: "2027-03-05", city: "Rennes", hold_rank: 2 }],
  ["tours_create_performance", { day: "2027-03-06", city: "Nantes", hold_rank: 1 }],
  ["tours_update_performance", { performances: ["Lille", "Marseille", "Lyon"], capacity: 1200 }],
  ["tours_update_schedule", { performances: ["Lille"], doors: "19:00", set_time: "20:30" }],
  ...["Lille", "Marseille"].flatMap((city): [string, unknown][] => [
    [
      "ticketing_create_ticket_type",
      { performances: [city], kind: "full", price: 3500, quota: 600 },
    ],
    [
      "ticketing_create_ticket_type",
      { performances: [city], kind: "reduced", price: 2500, quota: 200 },
    ],
  ]),
  [
    "ticketing_record_sale",
    {
      performance: "Lille",
      quantity: 2,
      ticket_type: "Plein tarif",
      buyer: "Lea Martin",
      email: "lea@exemple.fr",
    },
  ],
  [
    "ticketing_record_sale",
    {
      performance: "Lille",
      quantity: 1,
      ticket_type: "Tarif réduit",
      buyer: "Marc Petit",
      email: "marc@exemple.fr",
    },
  ],
  ["ticketing_add_guests", { performance: "Lille", guests: ["Sophie Laurent"], plus_ones: 1 }],
  [
    "contacts_create_contact",
    { name: "Julie Blanc", kind: "pro", email: "julie@salle.fr", city: "Toulouse" },
  ],
  ["contacts_create_contact", { name: "Karim Benali", kind: "media", city: "Lyon" }],
  [
    "business_add_expense",
    { label: "camion", amount: 45_000, performance: "Lille", category: "transport" },
  ],
  ["business_set_deal", { performance: "Marseille", deal_kind: "cession", guarantee: 800_000 }],
  ["documents_create_document", { kind: "contract", performance: "Marseille" }],
];

/**
 * A company of its own for one case, in a database that the cases share: nothing of one is seen by
 * another, or the case fails.
 */
export async function openCompany(world: World): Promise<Organization> {
  const made = await createOrganization(world.adminUrl, {
    name: "Bleu Nuit Productions",
    members: team.map(({ role, name }) => ({ role, name })),
  });
  const organization: Organization = {
    id: made.organizationId,
    actors: Object.fromEntries(
      team.map(({ role }) => [role, made.actor(role)]),
    ) as Organization["actors"],
  };
  for (const [tool, input] of calls) await world.done(tool, input, { organization });
  return organization;
}
