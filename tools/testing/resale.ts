import { linkActor } from "../ticketing/link-tokens.ts";
import type { Sale } from "./sale.ts";
import type { ContextOptions, World } from "./world.ts";

/** Puts a person on the waiting list of a date, as the public page does; their link and who holds it. */
export async function joinWaiting(
  world: World,
  sale: Sale,
  name: string,
  options: ContextOptions = {},
): Promise<{ token: string; person: ContextOptions }> {
  const address = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll(" ", ".");
  const { value } = await world.done<{ token: string }>(
    "ticketing_join_waiting_list",
    { slug: sale.slug, name, email: `${address}@exemple.fr` },
    { ...sale.buyer, ...options },
  );
  const { secrets } = world.context().integrations;
  const actor = await linkActor(world.database, secrets, "waiting", value.token);
  if (!actor) throw new Error(`the link of ${name} leads nowhere`);
  return { token: value.token, person: { actor } };
}
