import { sql } from "kysely";
import { z } from "zod";
import { ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { type DeviceFault, deviceFaults, faultsOf, faultWords } from "./door-readiness.ts";

const device = z.object({
  id: z.uuid(),
  name: z.string(),
  gate: z.string().nullable(),
  member: z.string().nullable(),
  platform: z.string().nullable(),
  opened: z.boolean(),
  revoked: z.boolean(),
  over: z.boolean(),
  lastSeenAt: z.string().nullable(),
  listAt: z.string().nullable(),
  /** Its list is the one of now. */
  upToDate: z.boolean(),
  battery: z.int().nullable(),
  charging: z.boolean().nullable(),
  clockOffsetMs: z.int().nullable(),
  waiting: z.int(),
  scans: z.int(),
  chainBroken: z.boolean(),
  faults: z.array(z.enum(deviceFaults)),
});
type Device = z.infer<typeof device>;

export const checkDoor = defineTool({
  name: "ticketing_check_door",
  title: { fr: "Vérifier le contrôle d’accès", en: "Check the door" },
  description:
    "Whether the door of a date is ready: its devices, what each has synced and when, clock, rights, battery, scans not sent; and its gates with their zones.",
  permission: "door:scan",
  effect: "read",
  untrusted: true,
  input: z.object({ performance: ref("performance") }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    timeZone: z.string(),
    ready: z.boolean(),
    tickets: z.int(),
    devices: z.array(device),
    gates: z.array(
      z.object({
        name: z.string(),
        zone: z.string().nullable(),
        types: z.array(z.string()),
        guests: z.boolean(),
      }),
    ),
  }),
  examples: [
    {
      fr: "est-ce que la porte de Lyon est prête pour demain ?",
      en: "is the Lyon door ready for tomorrow?",
      input: { performance: "Lyon" },
    },
    {
      fr: "vérifie les appareils du contrôle à Marseille",
      en: "check the door devices in Marseille",
      input: { performance: "Marseille" },
    },
    {
      fr: "les téléphones de scan de Lille sont synchronisés ?",
      en: "are the scanning phones of Lille synced?",
      input: { performance: "Lille" },
    },
    {
      fr: "quels appareils scannent à Nantes",
      en: "which devices scan in Nantes",
      input: { performance: "Nantes" },
    },
    {
      fr: "batterie des appareils à la porte de Paris",
      en: "battery of the devices at the Paris door",
      input: { performance: "Paris" },
    },
    {
      fr: "tout est ok pr le controle a Rennes ??",
      en: "all ok for the door in Rennes??",
      input: { performance: "Rennes" },
    },
    {
      fr: "les appareils de Strasbourg sont prêts pour demain ?",
      en: "are the devices of Strasbourg ready for tomorrow?",
      input: { performance: "Strasbourg" },
    },
    {
      fr: "vérifie que les téléphones de scan sont prêts à Toulouse",
      en: "check that the scanning phones are ready in Toulouse",
      input: { performance: "Toulouse" },
    },
    {
      fr: "la batterie et la synchro des appareils à Caen",
      en: "battery and sync of the devices in Caen",
      input: { performance: "Caen" },
    },
    {
      fr: "tout est prêt au contrôle d’accès à Angers pour ce soir ?",
      en: "is everything ready at access control in Angers for tonight?",
      input: { performance: "Angers" },
    },
    {
      fr: "fais la vérification de la veille pour la porte de Dijon",
      en: "do the check of the day before for the Dijon door",
      input: { performance: "Dijon" },
    },
    {
      fr: "quels appareils de scan sont prêts à Brest",
      en: "which scanning devices are ready in Brest",
      input: { performance: "Brest" },
    },
    {
      fr: "liste les appareils qui scannent à Metz et leur batterie",
      en: "list the devices that scan in Metz and their battery",
      input: { performance: "Metz" },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const [devices, facts, gates] = [
      await readDevices(ctx, performance.id),
      await readFacts(ctx, performance.id),
      await readGates(ctx, performance.id),
    ];
    const working = devices.filter((each) => !each.revoked && !each.over);
    return {
      performanceId: performance.id,
      performance: performance.label,
      ...facts,
      ready: working.length > 0 && working.every(({ faults }) => faults.length === 0),
      devices,
      gates,
    };
  },
  summary(output, say) {
    const working = output.devices.filter((each) => !each.revoked && !each.over);
    if (working.length === 0) {
      return say({
        fr: `Aucun appareil pour le contrôle de ${output.performance}.`,
        en: `There is no device for the door of ${output.performance}.`,
      });
    }
    const late = working.filter(({ faults }) => faults.length > 0);
    if (late.length === 0) {
      return say({
        fr: `Le contrôle de ${output.performance} est prêt : ${working.length} sur ${working.length} appareils à jour.`,
        en: `The door of ${output.performance} is ready: ${working.length} of ${working.length} devices up to date.`,
      });
    }
    const list = late.map(
      ({ name, faults }) =>
        `${name} (${faults.map((fault) => say(faultWords[fault as DeviceFault])).join(", ")})`,
    );
    return say({
      fr: `Contrôle de ${output.performance}, à revoir : ${say.list(list)}.`,
      en: `Door of ${output.performance}, to look at: ${say.list(list)}.`,
    });
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: `Appareils · ${output.performance}`, en: `Devices · ${output.performance}` }),
    columns: [
      { key: "name", label: say({ fr: "Appareil", en: "Device" }), type: "text" },
      { key: "gate", label: say({ fr: "Porte", en: "Gate" }), type: "text" },
      { key: "battery", label: say({ fr: "Batterie", en: "Battery" }), type: "text" },
      { key: "waiting", label: say({ fr: "À envoyer", en: "Not sent" }), type: "number" },
      { key: "state", label: say({ fr: "État", en: "State" }), type: "text" },
    ],
    rows: output.devices.map((each) => ({
      name: each.name,
      gate: each.gate,
      battery: each.battery === null ? null : `${each.battery} %`,
      waiting: each.waiting,
      state:
        each.faults.map((fault) => say(faultWords[fault as DeviceFault])).join(", ") ||
        (each.revoked ? say({ fr: "retiré", en: "revoked" }) : say({ fr: "prêt", en: "ready" })),
    })),
    total: output.devices.length,
  }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});

async function readDevices(ctx: ToolContext, id: string): Promise<Device[]> {
  const { rows } = await sql<
    Omit<Device, "faults" | "lastSeenAt" | "listAt"> & {
      lastSeenAt: Date | null;
      listAt: Date | null;
    }
  >`
    with seen as (select koncert.door_to_see(${id}::uuid) -> 'broken' as broken,
      koncert.current_door_version(${id}::uuid) as version)
    select d.id, d.name, d.gate, m.name as member, d.platform, d.claimed_at is not null as opened,
      d.revoked_at is not null as revoked, d.expires_at <= now() as over, d.last_seen_at as "lastSeenAt",
      d.list_at as "listAt", coalesce(d.list_version = s.version, false) as "upToDate", d.battery, d.charging,
      d.clock_offset_ms as "clockOffsetMs", d.waiting,
      (select count(*)::int from check_ins c where c.device_id = d.id) as scans,
      coalesce(jsonb_exists(s.broken, d.name), false) as "chainBroken"
    from door_devices d cross join seen s left join members m on m.id = d.member_id
    where d.performance_id = ${id}
    order by d.revoked_at is not null, d.created_at`.execute(ctx.tx);
  return rows.map((row) => {
    const read = {
      ...row,
      lastSeenAt: row.lastSeenAt && new Date(row.lastSeenAt).toISOString(),
      listAt: row.listAt && new Date(row.listAt).toISOString(),
    };
    return { ...read, faults: faultsOf(read, ctx.now) };
  });
}

async function readFacts(ctx: ToolContext, id: string) {
  const { rows } = await sql<{ timeZone: string; tickets: number }>`
    select coalesce(v.time_zone, g.time_zone) as "timeZone",
      (select count(*)::int from tickets k where k.performance_id = p.id and k.status = 'issued') as tickets
    from performances p join organizations g on g.id = p.organization_id left join venues v on v.id = p.venue_id
    where p.id = ${id}`.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw new Error(`no performance ${id}`);
  return row;
}

async function readGates(ctx: ToolContext, id: string) {
  const { rows } = await sql<{
    name: string;
    zone: string | null;
    types: string[];
    guests: boolean;
  }>`
    select e.name, e.zone, e.admits_guests as guests,
      array(select t.name from ticket_types t where t.id = any (e.ticket_type_ids) order by t.position, t.name) as types
    from door_gates e where e.performance_id = ${id} order by e.zone nulls first, e.position, e.name`.execute(
    ctx.tx,
  );
  return rows;
}
