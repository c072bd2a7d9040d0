import { openDesk } from "./open-desk.ts";

const dayMs = 86_400_000;

export type OpenSale = { lyon: SaleDate; lille: SaleDate };
export type SaleDate = { id: string; slug: string };

/** The day that many days from now. */
export const dayIn = (days: number): string =>
  new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

/** A manager's work before the fans come: an artist, two dates, their ticket types, the sale opened. */
export async function openSale(url: string): Promise<OpenSale> {
  const desk = await openDesk(url);
  const { act } = desk;
  const [day, dayAfter] = [dayIn(30), dayIn(31)];
  await act("tours_create_artist", { name: "Zaz", genre: "Chanson" });
  const planned = await act("tours_plan_tour", {
    artist: "Zaz",
    name: "Organique",
    text: `${day} ; Lyon ; Le Transbordeur\n${dayAfter} ; Lille ; L’Aéronef`,
  });
  const dates = planned["dates"] as { id: string; day: string }[];
  const publish = async (city: string, on: string): Promise<SaleDate> => {
    const id = dates.find((date) => date.day === on)?.id ?? "";
    await act("tours_update_performance", { performances: [id], capacity: 500 });
    await act("ticketing_create_ticket_type", { performances: [id], price: 3_550, quota: 300 });
    await act("ticketing_create_ticket_type", {
      performances: [id],
      kind: "reduced",
      price: 2_400,
      quota: 100,
    });
    await act("ticketing_publish_performance", { performance: id });
    return { id, slug: `zaz-${city}-${on}` };
  };
  const [lyon, lille] = [await publish("lyon", day), await publish("lille", dayAfter)];
  await desk.close();
  return { lyon, lille };
}
