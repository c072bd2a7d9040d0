import { openWorld, type World } from "#tools/testing/world.ts";

/** The company in which every case is tried: a tour of eight dates with its business. */
export async function openFixture(): Promise<World> {
  const world = await openWorld("embedded");
  await world.done("tours_create_artist", { name: "Zaz" });
  await world.done("tours_create_production", { title: "Organique", artist: "Zaz" });
  await world.done("tours_plan_tour", {
    name: "Organique Tour",
    artist: "Zaz",
    production: "Organique",
    text: [
      "28/01/2027 – Paris, Salle Pleyel",
      "12/02/2027 – Marseille, Le Silo",
      "17/02/2027 – Bordeaux, Le Théâtre Fémina",
      "18/02/2027 – Bourges, Le Palais d’Auron",
      "24/02/2027 – Lille, Théâtre de Sébastopol",
      "26/02/2027 – Strasbourg, Palais de la musique",
      "14/05/2027 – Lyon, L’amphithéâtre",
      "15/05/2027 – Nice, L’Acropolis",
    ].join("\n"),
  });
  await world.done("tours_create_performance", { day: "2027-03-05", city: "Rennes", hold_rank: 2 });
  await world.done("tours_create_performance", { day: "2027-03-06", city: "Nantes", hold_rank: 1 });
  await world.done("tours_update_performance", {
    performances: ["Lille", "Marseille", "Lyon"],
    capacity: 1200,
  });
  await world.done("tours_update_schedule", {
    performances: ["Lille"],
    doors: "19:00",
    set_time: "20:30",
  });
  for (const performances of [["Lille"], ["Marseille"]]) {
    await world.done("ticketing_create_ticket_type", {
      performances,
      kind: "full",
      price: 3500,
      quota: 600,
    });
    await world.done("ticketing_create_ticket_type", {
      performances,
      kind: "reduced",
      price: 2500,
      quota: 200,
    });
  }
  await world.done("ticketing_record_sale", {
    performance: "Lille",
    quantity: 2,
    ticket_type: "Plein tarif",
    buyer: "Lea Martin",
    email: "lea@exemple.fr",
  });
  await world.done("ticketing_record_sale", {
    performance: "Lille",
    quantity: 1,
    ticket_type: "Tarif réduit",
    buyer: "Marc Petit",
    email: "marc@exemple.fr",
  });
  await world.done("ticketing_add_guests", {
    performance: "Lille",
    guests: ["Sophie Laurent"],
    plus_ones: 1,
  });
  await world.done("contacts_create_contact", {
    name: "Julie Blanc",
    kind: "pro",
    email: "julie@salle.fr",
    city: "Toulouse",
  });
  await world.done("contacts_create_contact", {
    name: "Karim Benali",
    kind: "media",
    city: "Lyon",
  });
  await world.done("business_add_expense", {
    label: "camion",
    amount: 45_000,
    performance: "Lille",
    category: "transport",
  });
  await world.done("business_set_deal", {
    performance: "Marseille",
    deal_kind: "cession",
    guarantee: 800_000,
  });
  await world.done("documents_create_document", { kind: "contract", performance: "Marseille" });
  return world;
}
