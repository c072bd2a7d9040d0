import type { World } from "./world.ts";

/** Four confirmed dates of one artist in February and May 2027, with venues; ids by town. */
export async function plannedTour(
  world: World,
): Promise<Record<"Marseille" | "Lille" | "Lyon" | "Nice", string>> {
  await world.done("tours_create_artist", { name: "Zaz" });
  await world.done("tours_create_production", { title: "Organique", artist: "Zaz" });
  const plan = await world.done<{ dates: { id: string; city: string }[] }>("tours_plan_tour", {
    name: "Organique Tour",
    text: [
      "12/02/2027 – Marseille, Le Silo",
      "24/02/2027 – Lille, Théâtre de Sébastopol",
      "14/05/2027 – Lyon, L’amphithéâtre – Salle 3000",
      "15/05/2027 – Nice, L’Acropolis",
    ].join("\n"),
  });
  const ids = Object.fromEntries(plan.value.dates.map((date) => [date.city, date.id]));
  const need = (city: string) => {
    const id = ids[city];
    if (!id) throw new Error(`no date in ${city}`);
    return id;
  };
  return {
    Marseille: need("Marseille"),
    Lille: need("Lille"),
    Lyon: need("Lyon"),
    Nice: need("Nice"),
  };
}
