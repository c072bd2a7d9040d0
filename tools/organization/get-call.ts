import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { ref } from "../core/fields.ts";
import { instant } from "../core/instant.ts";
import { defineTool } from "../core/tool.ts";
import { readInput, sentField } from "./read-input.ts";
import { callTitle, sayCall, subject } from "./say-call.ts";
import { change, differences } from "./subject-changes.ts";
import { type UndoState, undoState, undoStates } from "./undo-state.ts";

const touched = z.object({
  table: z.string(),
  id: z.uuid(),
  operation: z.enum(["insert", "update", "delete"]),
  /** What a person calls the row. */
  label: z.string().nullable(),
  fields: z.array(change),
});

type Image = Record<string, unknown>;
type Change = {
  table: string;
  id: string;
  operation: "insert" | "update" | "delete";
  before: Image | null;
  after: Image | null;
};

const shownChanges = 60;

export const getCall = defineTool({
  name: "organization_get_call",
  title: { fr: "Détail d’une action", en: "An action in detail" },
  description:
    "One writing call of the activity log by its id: what was asked, what came of it, the rows changed before and after, whether it can be undone.",
  permission: "organization:read",
  effect: "read",
  untrusted: true,
  input: z.object({ call: ref("call") }),
  output: z.object({
    id: z.uuid(),
    tool: z.string(),
    title: z.object({ fr: z.string(), en: z.string() }),
    by: z.string().nullable(),
    via: z.string().nullable(),
    at: z.string(),
    summary: z.string().nullable(),
    about: z.array(subject),
    input: z.array(sentField),
    rows: z.int(),
    changes: z.array(touched),
    undo: z.enum(undoStates),
    undoneBy: z.object({ name: z.string().nullable(), at: z.string() }).nullable(),
  }),
  examples: [
    {
      fr: "détaille l’action 6f1c2a90-7c1f-4a37-9f52-7d7a6d0a1c11",
      en: "detail the action 6f1c2a90-7c1f-4a37-9f52-7d7a6d0a1c11",
      input: { call: "6f1c2a90-7c1f-4a37-9f52-7d7a6d0a1c11" },
    },
    {
      fr: "qu’a changé exactement l’appel 0b7e5d2c-93f4-4e8b-8a4d-2f9f0c5e7a22",
      en: "what exactly did call 0b7e5d2c-93f4-4e8b-8a4d-2f9f0c5e7a22 change",
      input: { call: "0b7e5d2c-93f4-4e8b-8a4d-2f9f0c5e7a22" },
    },
    {
      fr: "montre avant / après pour 3d9a4f18-5b6e-4c0d-b1a7-8e2c6f7d9b33",
      en: "show before and after for 3d9a4f18-5b6e-4c0d-b1a7-8e2c6f7d9b33",
      input: { call: "3d9a4f18-5b6e-4c0d-b1a7-8e2c6f7d9b33" },
    },
    {
      fr: "l’action a21f7c64-0e3d-4b95-9c88-1d5b7e9f0c44, on peut la défaire ?",
      en: "the action a21f7c64-0e3d-4b95-9c88-1d5b7e9f0c44, can it be undone?",
      input: { call: "a21f7c64-0e3d-4b95-9c88-1d5b7e9f0c44" },
    },
    {
      fr: "ouvre la ligne d’activité 5c8e1b3a-f2d7-4690-a3be-6f4d2c1a8e55",
      en: "open the activity line 5c8e1b3a-f2d7-4690-a3be-6f4d2c1a8e55",
      input: { call: "5c8e1b3a-f2d7-4690-a3be-6f4d2c1a8e55" },
    },
    {
      fr: "c’était quoi la modif e94b6d70-1a2c-4f38-8d5e-9b7a3c0f2d66",
      en: "what was the change e94b6d70-1a2c-4f38-8d5e-9b7a3c0f2d66",
      input: { call: "e94b6d70-1a2c-4f38-8d5e-9b7a3c0f2d66" },
    },
  ],
  async run(ctx, input) {
    const id = z.uuid().safeParse(input.call).data;
    const { rows } = await sql<{
      called: string;
      tool: string;
      by: string | null;
      via: string | null;
      at: string;
      input: unknown;
      output: unknown;
      undoneBy: { name: string | null; at: string } | null;
      rows: number;
      undo: UndoState;
      changes: Change[];
    }>`
      select c.tool as called, coalesce(a.tool, c.tool) as tool, m.name as by, c.via, ${instant("c.created_at")} as at,
        coalesce(a.input, c.input) as input, c.output,
        (select jsonb_build_object('name', w.name, 'at', ${instant("u.created_at")}) from tool_calls u
          left join members w on w.id = u.member_id where u.id = c.undone_by) as "undoneBy",
        (select count(*)::int from row_changes r where r.call_id = c.id) as rows,
        ${undoState("c.id")} as undo,
        coalesce((select jsonb_agg(jsonb_build_object('table', r.table_name, 'id', r.row_id, 'operation', r.operation,
            'before', r.before, 'after', r.after) order by r.id)
          from (select * from row_changes where call_id = c.id order by id limit ${shownChanges}) r), '[]') as changes
      from tool_calls c
      left join members m on m.id = c.member_id
      left join approvals a on a.call_id = c.id and a.status = 'accepted'
      where c.id = ${id ?? null}::uuid and c.status = 'ok' and c.effect <> 'read'`.execute(ctx.tx);
    const [row] = rows;
    if (!id || !row) throw unknown();
    return {
      id,
      tool: row.tool,
      title: callTitle(ctx, row.tool),
      by: row.by,
      via: row.via,
      at: row.at,
      ...sayCall(ctx, row.called, row.output),
      input: await readInput(ctx, row.tool, row.input),
      rows: row.rows,
      changes: row.changes.map(({ before, after, ...changed }) => ({
        ...changed,
        label: labelOf(after ?? before ?? {}),
        fields: before && after ? differences(before, after) : [],
      })),
      undo: row.undo,
      undoneBy: row.undoneBy,
    } as const;
  },
  summary: (output, say) => {
    const done = say(output.title);
    const rows = say.count(output.rows, {
      fr: { one: "ligne modifiée", other: "lignes modifiées" },
      en: { one: "row changed", other: "rows changed" },
    });
    const what = output.summary ?? "";
    return say({ fr: `${done} : ${what} ${rows}.`, en: `${done}: ${what} ${rows}.` });
  },
  about: (output) => [{ kind: "call", id: output.id, label: output.title.fr }, ...output.about],
});

const naming = ["name", "title", "label", "display_name", "buyer_name", "number", "day"];

function labelOf(image: Image): string | null {
  const found = naming
    .map((column) => image[column])
    .find((value) => value != null && value !== "");
  if (found === undefined) return null;
  return String(found).replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$3/$2/$1");
}

function unknown() {
  return new ToolError(
    "not_found",
    { fr: "Cette action n’existe pas.", en: "There is no such action." },
    { field: "call" },
  );
}
