import type { Page } from "playwright-core";
import { buy } from "./buy.ts";

export type Address = { name: string; path: string };

export const publicPages: Address[] = [
  { name: "home", path: "/" },
  { name: "help", path: "/help" },
  { name: "legal", path: "/legal" },
  { name: "status", path: "/status" },
  { name: "sign-in", path: "/sign-in" },
  { name: "sign-up", path: "/sign-up" },
  { name: "forgot-password", path: "/forgot-password" },
  { name: "not-found", path: "/no-such-page" },
];

const lists: Address[] = [
  "dashboard",
  "chat",
  "approvals",
  "performances",
  "tours",
  "artists",
  "productions",
  "venues",
  "ticketing",
  "orders",
  "door",
  "contacts",
  "documents",
  "business",
  "activity",
  "organization",
  "members",
  "integrations",
  "settings",
  "design",
  "mailbox",
  "no-access",
  "runs",
  "slack",
  "authorize",
  "business/profit",
  "contacts/import",
  "ticketing/declaration",
  "ticketing/stats",
].map((path) => ({ name: path.replaceAll("/", "-"), path: `/${path}` }));

type Rows = Record<string, { id: string }[]>;

/**
 * Every page of the workspace, the public page of a date and what the links of letters open, those of
 * one row each with a row that has something to show.
 */
export async function everyPage(page: Page): Promise<Address[]> {
  const call = (tool: string, input: object) =>
    page.evaluate(
      async ([name, asked]) => {
        const answer = await fetch(`/api/tools/${name}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ input: asked, callId: crypto.randomUUID() }),
        });
        return ((await answer.json()) as { value?: unknown }).value;
      },
      [tool, input] as const,
    );
  const first = async (tool: string, input: object, of: string) => {
    const row = ((await call(tool, input)) as Rows | undefined)?.[of]?.[0];
    if (!row) throw new Error(`${tool} shows no row of ${of}`);
    return row.id;
  };
  const performance = await first("tours_list_performances", { status: "on_sale" }, "dates");
  const details = await call("tours_get_performance", { performance });
  const { slug } = details as { slug: string };
  const { token } = await buy(page, slug, ["Léa Martin"]);
  await call("ticketing_add_guests", { performance, guests: ["Pauline Delorme"] });
  const { guests } = (await call("ticketing_list_guests", { performance })) as {
    guests: { list: string }[];
  };
  const { path: guestList } = (await call("ticketing_share_guest_list", {
    performance,
    list: guests[0]?.list,
    email: "partenaire@exemple.fr",
  })) as { path: string };
  const rows: Address[] = [
    { name: "sale", path: `/e/${slug}` },
    { name: "performance", path: `/performances/${performance}` },
    { name: "day-sheet", path: `/performances/${performance}/day-sheet` },
    { name: "order-of-a-buyer", path: `/o/${token}` },
    { name: "guest-list", path: guestList },
    ...["", "/stats", "/statement", "/platforms", "/platforms/import"].map((under) => ({
      name: `ticketing-of-a-date${under.replaceAll("/", "-")}`,
      path: `/ticketing/${performance}${under}`,
    })),
    { name: "supervision", path: `/door/${performance}/supervise` },
    { name: "door-of-a-date", path: `/door/${performance}` },
    { name: "tour", path: `/tours/${await first("tours_list_tours", {}, "tours")}` },
    { name: "artist", path: `/artists/${await first("tours_list_artists", {}, "artists")}` },
    {
      name: "production",
      path: `/productions/${await first("tours_list_productions", {}, "productions")}`,
    },
    { name: "venue", path: `/venues/${await first("tours_find_venues", {}, "venues")}` },
    {
      name: "contact",
      path: `/contacts/${await first("contacts_find_contacts", { kind: "pro" }, "contacts")}`,
    },
    {
      name: "document",
      path: `/documents/${await first("documents_list_documents", {}, "documents")}`,
    },
    { name: "order", path: `/orders/${await first("ticketing_find_orders", {}, "orders")}` },
  ];
  return [...lists, ...rows];
}
