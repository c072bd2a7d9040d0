import { z } from "zod";
import { choice, place, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { transportKinds } from "./add-transport.ts";
import { pickOne } from "./pick-one.ts";

export const removeTransport = defineTool({
  name: "tours_remove_transport",
  title: { fr: "Retirer un trajet", en: "Remove transport" },
  description: "Takes a journey off a date, by its kind and where it leaves from. Cancels nothing.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    transport_kind: choice("transport_kind", transportKinds).optional(),
    from_place: place().optional(),
    /** Not of a semantic type: a page knows it, a person does not. */
    transport: z.uuid().optional(),
  }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    from: z.string(),
    to: z.string(),
  }),
  examples: [
    {
      fr: "retire le train de la date de Lyon",
      en: "remove the train from the Lyon date",
      input: { performance: "Lyon", transport_kind: "train" },
    },
    {
      fr: "enlève le trajet de Nantes",
      en: "take the journey off Nantes",
      input: { performance: "Nantes" },
    },
    {
      fr: "plus de van pour Lille",
      en: "no van for Lille any more",
      input: { performance: "Lille", transport_kind: "van" },
    },
    {
      fr: "supprime le trajet depuis Paris pour Rennes",
      en: "delete the journey from Paris for Rennes",
      input: { performance: "Rennes", from_place: "Paris" },
    },
    {
      fr: "finalement on ne prend pas l’avion pour Nice, retire-le",
      en: "we are not flying to Nice after all, remove it",
      input: { performance: "Nice", transport_kind: "plane" },
    },
    {
      fr: "vire le camion du 14 mai 2027",
      en: "drop the truck on 14 May 2027",
      input: { performance: "2027-05-14", transport_kind: "truck" },
    },
  ],
  async run(ctx, input) {
    const { id, label } = await resolveRef(ctx, "performance", input.performance);
    const rows = await ctx.tx
      .selectFrom("transports")
      .select(["id", "kind", "from_place as from", "to_place as to"])
      .where("performance_id", "=", id)
      .orderBy("departs_at")
      .execute();
    const from = input.from_place?.toLowerCase();
    const found = rows.filter(
      (row) =>
        (!input.transport || row.id === input.transport) &&
        (!input.transport_kind || row.kind === input.transport_kind) &&
        (!from || row.from.toLowerCase().includes(from)),
    );
    const one = pickOne(
      found.map((row) => ({ ...row, label: `${row.from} – ${row.to}` })),
      "from_place",
      { fr: `Aucun trajet de ce genre pour ${label}.`, en: `No such journey for ${label}.` },
    );
    await ctx.tx.deleteFrom("transports").where("id", "=", one.id).execute();
    return { performanceId: id, performance: label, from: one.from, to: one.to };
  },
  summary: (output, say) =>
    say({
      fr: `${output.performance} : trajet ${output.from} – ${output.to} retiré.`,
      en: `${output.performance}: journey ${output.from} – ${output.to} removed.`,
    }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
