import { sql } from "kysely";
import { z } from "zod";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { type Reminders, readReminders } from "./read-reminders.ts";
import { writeBrief } from "./write-brief.ts";

type Reader = {
  userId: string;
  email: string;
  name: string;
  locale: "fr" | "en";
  organization: string;
};

export const sendBrief = defineTool({
  name: "organization_send_brief",
  title: { fr: "Envoyer le point du matin", en: "Send the morning brief" },
  description:
    "Mails the morning brief to the member who asks; it goes by itself each working day to owners and managers. To read it here use tours_brief.",
  permission: "organization:read",
  effect: "write",
  outbound: true,
  input: z.object({}),
  output: z.object({
    sent: z.array(z.object({ userId: z.guid(), title: z.string(), text: z.string() })),
  }),
  examples: [
    { fr: "envoie-moi le point du matin", en: "send me the morning brief", input: {} },
    { fr: "mail du matin stp", en: "the morning mail please", input: {} },
    {
      fr: "je veux recevoir le point du jour par e-mail maintenant",
      en: "I want today's brief by e-mail now",
      input: {},
    },
    {
      fr: "renvoie-moi le récapitulatif du matin par mail",
      en: "mail me the morning recap again",
      input: {},
    },
    { fr: "expédie le point du matin", en: "send out the morning brief", input: {} },
    {
      fr: "le point du matin dans ma boîte mail",
      en: "the morning brief in my mailbox",
      input: {},
    },
  ],
  async run(ctx) {
    const tool = ctx.find("tours_brief");
    if (!tool) throw new Error("no brief");
    const readers = await readReaders(ctx);
    if (readers.length === 0) return { sent: [] };
    const state = (await ctx.call("tours_brief", {})) as { upcoming: number };
    const reminders: Reminders = await readReminders(ctx);
    const { rows } = await sql<{ failed: number }>`
      select (koncert.list_runs('failed', 1, 0) ->> 'total')::int as failed`.execute(ctx.tx);
    const sent = readers.flatMap(({ userId, email, name, locale, organization }) => {
      const say = ctx.sayIn(locale);
      const lines = writeBrief(say, {
        ...reminders,
        state: tool.summary(state, say),
        upcoming: state.upcoming,
        failedRuns: rows[0]?.failed ?? 0,
      });
      // A morning without news is left alone.
      if (lines.length === 0) return [];
      const title = say({
        fr: `Le point du matin, ${organization}`,
        en: `Morning brief, ${organization}`,
      });
      return [{ userId, title, text: lines.join("\n\n"), email, name, locale }];
    });
    if (sent.length > 0) {
      await ctx.tx
        .insertInto("outbox")
        .values(
          sent.map(({ email, name, locale, title, text }) => ({
            name: "mail/brief",
            data: JSON.stringify({ to: email, name, locale, title, text }),
          })),
        )
        .execute();
    }
    return { sent: sent.map(({ userId, title, text }) => ({ userId, title, text })) };
  },
  summary: ({ sent }, say) =>
    sent.length === 0
      ? say({ fr: "Rien à signaler ce matin.", en: "Nothing to report this morning." })
      : say({ fr: "Point du matin envoyé par e-mail.", en: "Morning brief sent by e-mail." }),
});

/** The member who asks; for the morning's job, owners and managers who want it. */
async function readReaders(ctx: ToolContext): Promise<Reader[]> {
  const { actor } = ctx;
  return ctx.tx
    .selectFrom("members")
    .innerJoin("organizations", "organizations.id", "members.organization_id")
    .select([
      "members.user_id as userId",
      "members.email",
      "members.name",
      "members.locale",
      "organizations.name as organization",
    ])
    .where("members.status", "=", "active")
    .where("members.user_id", "is not", null)
    .$if(actor.kind === "member", (query) =>
      query.where("members.user_id", "=", actor.kind === "member" ? actor.userId : ""),
    )
    .$if(actor.kind !== "member", (query) =>
      query
        .where("members.wants_brief", "=", true)
        .where("members.role", "in", ["owner", "manager"]),
    )
    .orderBy("members.created_at")
    .$castTo<Reader>()
    .execute();
}
