import { sql } from "kysely";
import { z } from "zod";
import { choice } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { roleNames, roleWords } from "./roles.ts";

const text = z.object({ fr: z.string(), en: z.string() });

export const listRoles = defineTool({
  name: "organization_list_roles",
  title: { fr: "Rôles et droits", en: "Roles and rights" },
  description: "The permission matrix: what each role may see and do.",
  permission: "organization:read",
  effect: "read",
  input: z.object({ role: choice("role", roleNames).optional() }),
  output: z.object({
    roles: z.array(z.enum(roleNames)),
    permissions: z.array(
      z.object({ name: z.string(), title: text, roles: z.array(z.enum(roleNames)) }),
    ),
  }),
  examples: [
    { fr: "qui a le droit de faire quoi ?", en: "who may do what?", input: {} },
    { fr: "la matrice des droits", en: "the permission matrix", input: {} },
    {
      fr: "que peut faire le rôle comptable ?",
      en: "what may the accountant role do?",
      input: { role: "accountant" },
    },
    { fr: "les droits de chaque rôle stp", en: "the rights of each role please", input: {} },
    {
      fr: "le rôle lecture seule, ça donne accès à quoi",
      en: "what does the viewer role give access to",
      input: { role: "viewer" },
    },
    {
      fr: "droits du rôle contrôle d’accès",
      en: "rights of the door staff role",
      input: { role: "door_staff" },
    },
  ],
  async run(ctx, input) {
    const shown = input.role ? [input.role] : [...roleNames];
    const { rows } = await sql<{ name: string; fr: string; en: string; roles: string[] }>`
      select p.name, p.title_fr as fr, p.title_en as en,
        array(select r.role from role_permissions r where r.permission = p.name and r.role = any(${shown})) as roles
      from permissions p order by split_part(p.name, ':', 1), p.name`.execute(ctx.tx);
    return {
      roles: shown,
      permissions: rows
        .filter(({ roles }) => !input.role || roles.length > 0)
        .map(({ name, fr, en, roles }) => ({
          name,
          title: { fr, en },
          roles: roleNames.filter((role) => roles.includes(role)),
        })),
    };
  },
  summary(output, say) {
    const [only] = output.roles;
    if (output.roles.length > 1 || !only) {
      return say({
        fr: `${output.roles.length} rôles, ${output.permissions.length} droits.`,
        en: `${output.roles.length} roles, ${output.permissions.length} rights.`,
      });
    }
    const rights = say.list(output.permissions.map(({ title }) => say(title).toLowerCase()));
    const role = say(roleWords[only]);
    return say({ fr: `${role} : ${rights}.`, en: `${role}: ${rights}.` });
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Rôles et droits", en: "Roles and rights" }),
    columns: [
      { key: "right", label: say({ fr: "Droit", en: "Right" }), type: "text" },
      ...output.roles.map((role) => ({
        key: role as string,
        label: say(roleWords[role]),
        type: "text" as const,
      })),
    ],
    rows: output.permissions.map(({ title, roles }) => ({
      right: say(title),
      ...Object.fromEntries(output.roles.map((role) => [role, roles.includes(role) ? "✓" : "–"])),
    })),
    total: output.permissions.length,
  }),
});
