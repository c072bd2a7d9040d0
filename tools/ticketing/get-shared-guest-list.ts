import { z } from "zod";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { exampleToken } from "./get-order.ts";
import { openGuestList } from "./open-links.ts";
import { readSharedGuestList, sharedGuestList } from "./shared-guest-list.ts";

export const getSharedGuestList = defineTool({
  name: "ticketing_get_shared_guest_list",
  title: { fr: "Liste d’invités partagée", en: "Shared guest list" },
  description:
    "A partner's guest list by its link: date, quota, deadline and the names filled in so far.",
  permission: "sale:buy",
  effect: "read",
  input: z.object({
    list: words(60).describe("token of the guest list"),
  }),
  output: sharedGuestList,
  examples: [
    {
      fr: "ma liste d’invités",
      en: "my guest list",
      input: { list: exampleToken },
    },
    {
      fr: "combien de places me reste-t-il",
      en: "how many places do I have left",
      input: { list: exampleToken },
    },
    {
      fr: "qui j’ai mis sur la liste",
      en: "whom did I put on the list",
      input: { list: exampleToken },
    },
    {
      fr: "jusqu’à quand donner les noms",
      en: "until when can I give names",
      input: { list: exampleToken },
    },
    {
      fr: "voir mes invités",
      en: "see my guests",
      input: { list: exampleToken },
    },
    {
      fr: "mon quota d’invitations",
      en: "my comp quota",
      input: { list: exampleToken },
    },
  ],
  run: (ctx, input) => readSharedGuestList(ctx, openGuestList(ctx, input.list)),
  summary: (output, say) =>
    say({
      fr: `Liste « ${output.name} » : ${say.count(output.places, { fr: { one: "place prise", other: "places prises" }, en: { one: "", other: "" } })}${output.quota === null ? "" : ` sur ${output.quota}`}.`,
      en: `List “${output.name}”: ${say.count(output.places, { fr: { one: "", other: "" }, en: { one: "place taken", other: "places taken" } })}${output.quota === null ? "" : ` of ${output.quota}`}.`,
    }),
});
