import { pdfOf } from "#tools/testing/papers.ts";
import type { World } from "#tools/testing/world.ts";
import type { House } from "./stage.ts";

/** A place where text of others enters: how it gets there, and the call that reads it again. */
export type Place = {
  name: string;
  enter(text: string): Promise<{ tool: string; input: Record<string, unknown> }>;
};

/** Every place, in a house whose rows they are written over. */
export function placesOf(world: World, house: House): Place[] {
  const { organization } = house;
  const rows = async (table: string, column: string, text: string, where = "true") => {
    const [row] = await world.rows<{ id: string }>(
      `update ${table} set ${column} = $2 where id = (select id from ${table} where organization_id = $1 and ${where} order by id limit 1) returning id`,
      [organization.id, text],
    );
    if (!row) throw new Error(`no row of ${table}`);
    return row.id;
  };
  const row = (
    name: string,
    [table, column, where]: [table: string, column: string, where?: string],
    tool: string,
    input: (id: string) => Record<string, unknown>,
  ): Place => ({
    name,
    enter: async (text) => ({
      tool,
      input: input(await rows(table, column, text.slice(0, 190), where)),
    }),
  });
  const file = (name: string, bytes: (text: string) => Buffer | Promise<Buffer>): Place => ({
    name,
    enter: async (text) => {
      const content = (await bytes(text)).toString("base64");
      await world.done("documents_add_file", { file_name: name, content }, { organization });
      const [kept] = await world.rows<{ id: string }>(
        "select id from documents where organization_id = $1 order by created_at desc, id limit 1",
        [organization.id],
      );
      return { tool: "documents_read_file", input: { document: kept?.id } };
    },
  });
  const lille = "status = 'on_sale'";
  return [
    row("notes of a date", ["performances", "notes", lille], "tours_get_performance", (id) => ({
      performance: id,
    })),
    row("a venue's page", ["venues", "notes"], "tours_get_venue", (id) => ({ venue: id })),
    row("a venue's name", ["venues", "name"], "tours_get_venue", (id) => ({ venue: id })),
    row("notes of an artist", ["artists", "notes"], "tours_get_artist", (id) => ({ artist: id })),
    row("notes of a tour", ["tours", "notes"], "tours_get_tour", (id) => ({ tour: id })),
    row("what a production says", ["productions", "description"], "tours_get_production", (id) => ({
      production: id,
    })),
    row("a buyer's name", ["orders", "buyer_name"], "ticketing_find_orders", () => ({
      performances: ["Lille"],
    })),
    row("a guest's name", ["guests", "name"], "ticketing_list_guests", () => ({
      performance: "Lille",
    })),
    row(
      "what a ticket type says",
      ["ticket_types", "description"],
      "ticketing_list_ticket_types",
      () => ({ performances: ["Lille"] }),
    ),
    row("notes of a contact", ["contacts", "notes"], "contacts_get_contact", (id) => ({
      contact: id,
    })),
    row("a contact's name", ["contacts", "display_name"], "contacts_get_contact", (id) => ({
      contact: id,
    })),
    row("an expense", ["expenses", "label"], "business_list_entries", () => ({})),
    row("the terms of a deal", ["deals", "terms"], "tours_get_performance", () => ({
      performance: "Marseille",
    })),
    {
      name: "a file of contacts",
      enter: async (text) => ({
        tool: "contacts_preview_import",
        input: { table: `nom;e-mail\n"${text.replaceAll('"', "”")}";a@exemple.fr` },
      }),
    },
    file("rider.pdf", (text) =>
      pdfOf((doc) =>
        doc
          .font("Helvetica")
          .text("Rider technique")
          .text(text.replaceAll(/[^\p{L}\p{N}\p{P}\p{S} \n]/gu, " ")),
      ),
    ),
    file("proposition.eml", (text) =>
      Buffer.from(
        `From: Salle <salle@exemple.fr>\r\nTo: prod@exemple.fr\r\nSubject: Proposition\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`,
      ),
    ),
  ];
}
