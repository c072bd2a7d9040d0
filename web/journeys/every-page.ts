import type { Page } from "playwright-core";

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
].map((name) => ({ name, path: `/${name}` }));

type Rows = Record<string, { id: string }[]>;

/** Every page of the workspace and the public page of a date, those of one row each with a row that has something to show. */
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
  const rows: Address[] = [
    { name: "sale", path: `/e/${slug}` },
    { name: "performance", path: `/performances/${performance}` },
    { name: "day-sheet", path: `/performances/${performance}/day-sheet` },
    { name: "ticketing-of-a-date", path: `/ticketing/${performance}` },
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
