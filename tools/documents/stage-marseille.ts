import type { World } from "../testing/world.ts";

export type Staged = { performanceId: string; bareId: string };

/**
 * Two dates of one artist in `here`: Marseille with all that a production office knows of a date,
 * and Lille of which almost nothing is known.
 */
export async function stageMarseille(world: World): Promise<Staged> {
  const org = world.here.id;
  const one = async (text: string, values: unknown[]) => {
    const [row] = await world.rows<{ id: string }>(`${text} returning id`, [org, ...values]);
    return row?.id ?? "";
  };
  const artist = await one("insert into artists (organization_id, name) values ($1, $2)", [
    "Lou Ferrand",
  ]);
  const tour = await one(
    "insert into tours (organization_id, artist_id, name) values ($1, $2, 'Organique')",
    [artist],
  );
  const venue = await one(
    `insert into venues (organization_id, name, kind, address, postal_code, city, phone, capacity)
     values ($1, 'Espace Julien', 'concert_hall', '39 cours Julien', '13006', 'Marseille', '04 91 24 34 10', 1000)`,
    [],
  );
  const promoter = await one(
    `insert into contacts (organization_id, kind, display_name, organization_name, email, phone, address, postal_code, city)
     values ($1, 'pro', 'Nadia Ferri', 'Espace Julien', 'nadia@espacejulien.test', '06 10 20 30 40', '39 cours Julien', '13006', 'Marseille')`,
    [],
  );
  const manager = await one(
    `insert into contacts (organization_id, kind, display_name, phone) values ($1, 'pro', 'Anne Roux', '06 55 44 33 22')`,
    [],
  );
  const sound = await one(
    `insert into contacts (organization_id, kind, display_name, email) values ($1, 'pro', 'Youssef Amrani', 'youssef@son.test')`,
    [],
  );
  const performanceId = await one(
    `insert into performances (organization_id, artist_id, tour_id, venue_id, promoter_contact_id, day, status, notes)
     values ($1, $2, $3, $4, $5, '2027-02-12', 'confirmed', 'Accès camion par la rue des Trois-Mages, hauteur limitée à 3,20 m.')`,
    [artist, tour, venue, promoter],
  );
  const lille = await one(
    "insert into venues (organization_id, name, city) values ($1, 'L’Aéronef', 'Lille')",
    [],
  );
  const bareId = await one(
    `insert into performances (organization_id, artist_id, venue_id, day, status)
     values ($1, $2, $3, '2027-03-05', 'confirmed')`,
    [artist, lille],
  );
  const times: [string, string, string | null][] = [
    ["load_in", "2027-02-12 14:00+01", null],
    ["sound_check", "2027-02-12 16:00+01", "2027-02-12 17:30+01"],
    ["dinner", "2027-02-12 18:30+01", null],
    ["doors", "2027-02-12 19:30+01", null],
    ["support", "2027-02-12 20:00+01", "2027-02-12 20:30+01"],
    ["set_time", "2027-02-12 21:00+01", "2027-02-12 22:30+01"],
    ["curfew", "2027-02-12 23:00+01", null],
    ["load_out", "2027-02-12 23:15+01", null],
  ];
  for (const [kind, start, end] of times) {
    await one(
      "insert into schedule_items (organization_id, performance_id, kind, starts_at, ends_at) values ($1, $2, $3, $4, $5)",
      [performanceId, kind, start, end],
    );
  }
  for (const [contact, role] of [
    [manager, "tour_manager"],
    [sound, "sound_engineer"],
  ]) {
    await one(
      "insert into team_members (organization_id, performance_id, contact_id, role) values ($1, $2, $3, $4)",
      [performanceId, contact, role],
    );
  }
  const train = await one(
    `insert into transports (organization_id, performance_id, kind, from_place, to_place, departs_at, arrives_at, reference)
     values ($1, $2, 'train', 'Paris Gare de Lyon', 'Marseille Saint-Charles', '2027-02-12 08:04+01', '2027-02-12 11:10+01', 'TGV 6105')`,
    [performanceId],
  );
  await one(
    "insert into travellers (organization_id, transport_id, name, seat) values ($1, $2, 'Lou Ferrand', 'voiture 3, place 21')",
    [train],
  );
  const hotel = await one(
    `insert into accommodations (organization_id, performance_id, name, address, city, phone, check_in_on, check_out_on, rooms, reference)
     values ($1, $2, 'Hôtel du Cours', '8 rue d’Aubagne', 'Marseille', '04 91 00 11 22', '2027-02-12', '2027-02-13', 4, 'HDC-88213')`,
    [performanceId],
  );
  await one(
    "insert into rooming (organization_id, accommodation_id, name, room) values ($1, $2, 'Lou Ferrand', '204')",
    [hotel],
  );
  for (const [name, cents, quota] of [
    ["Plein tarif", 2800, 700],
    ["Tarif réduit", 2200, 200],
  ]) {
    await one(
      "insert into ticket_types (organization_id, performance_id, name, price_cents, quota) values ($1, $2, $3, $4, $5)",
      [performanceId, name, cents, quota],
    );
  }
  await one(
    `insert into deals (organization_id, performance_id, kind, status, guarantee_cents, deposit_cents, deposit_due_on, terms)
     values ($1, $2, 'cession', 'agreed', 800000, 240000, '2027-01-15', 'Clause d’exclusivité de 60 jours dans un rayon de 50 km.')`,
    [performanceId],
  );
  return { performanceId, bareId };
}
