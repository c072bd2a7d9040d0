/**
 * Who may do what, written by hand and apart from the migrations: the test compares the two.
 * A table that is missing here fails the test.
 */
export const permissionsOf: Record<string, string[]> = {
  owner: [],
  manager: [],
  job: [],
  accountant: words(
    "tours:read ticketing:read contacts:read documents:read marketing:read business:read " +
      "organization:read business:write documents:write agent:use",
  ),
  door_staff: words("tours:read ticketing:read door:scan organization:read agent:use"),
  viewer: words(
    "tours:read ticketing:read contacts:read documents:read organization:read agent:use",
  ),
  buyer: ["sale:buy"],
  device: words("door:scan door:sync"),
  "signed in without an organization": [],
  anon: [],
};
export type Role = keyof typeof permissionsOf;

const all = words(
  "tours:read tours:write ticketing:read ticketing:write ticketing:refund ticketing:publish " +
    "door:scan contacts:read contacts:write contacts:export documents:read documents:write " +
    "marketing:read marketing:write marketing:send business:read business:write " +
    "organization:read organization:manage organization:invite organization:approve " +
    "organization:audit agent:use",
);
permissionsOf["owner"] = all;
permissionsOf["manager"] = all.filter((name) => name !== "organization:manage");
permissionsOf["job"] = [
  ...all.filter((name) => name !== "organization:manage" && name !== "organization:approve"),
  "payments:settle",
  "door:sync",
];

export type Command = "select" | "insert" | "update" | "delete";
/** The permission that a command needs; a function where it depends on whose row it is. */
type Rule = string | ((role: Role, may: (permission: string) => boolean) => boolean);
export type Rules = Partial<Record<Command, Rule>>;

const business = (read: string, write: string): Rules => ({
  select: read,
  insert: write,
  update: write,
  delete: write,
});
const readOnly = (read: string): Rules => ({ select: read });
const appended = (read: string, write: string): Rules => ({ select: read, insert: write });

// The rows of these tables that the test makes belong to the owner.
const theirs = (role: Role) => role === "owner";
const membersAlone: Rules = {
  select: theirs,
  insert: (role, may) => role !== "job" && may("agent:use"),
  update: theirs,
  delete: theirs,
};
const everyoneSignedIn: Rules = { select: (role) => role !== "anon" };

const tours = business("tours:read", "tours:write");
const contacts = business("contacts:read", "contacts:write");
const documents = business("documents:read", "documents:write");
const money = business("business:read", "business:write");
const ticketing = business("ticketing:read", "ticketing:write");

export const rulesOf: Record<string, Rules> = {
  artists: tours,
  productions: tours,
  venues: tours,
  stages: tours,
  configurations: tours,
  venue_contacts: tours,
  tours,
  tour_days: tours,
  performances: tours,
  schedule_items: tours,
  team_members: tours,
  advancing_items: tours,
  transports: tours,
  travellers: tours,
  accommodations: tours,
  rooming: tours,
  day_sheets: tours,
  deals: money,
  expenses: money,
  incomes: money,
  settlements: money,
  number_series: readOnly("business:read"),
  contacts,
  segments: contacts,
  segment_contacts: contacts,
  fan_scores: contacts,
  data_requests: contacts,
  consents: appended("contacts:read", "contacts:write"),
  documents,
  document_versions: documents,
  document_chunks: documents,
  document_embeddings: {
    select: "documents:read",
    insert: "documents:write",
    delete: "documents:write",
  },
  campaigns: business("marketing:read", "marketing:write"),
  campaign_recipients: business("marketing:read", "marketing:send"),
  ticket_types: ticketing,
  guest_lists: ticketing,
  guests: ticketing,
  allotments: ticketing,
  platform_reports: ticketing,
  platform_sales: ticketing,
  platform_layouts: ticketing,
  door_devices: readOnly("ticketing:read"),
  door_gates: ticketing,
  ticket_series: readOnly("ticketing:read"),
  ticket_categories: readOnly("ticketing:read"),
  ticket_rules: ticketing,
  ticket_changes: readOnly("ticketing:read"),
  orders: { select: "ticketing:read", update: "ticketing:write" },
  tickets: { select: "ticketing:read", update: "ticketing:write" },
  order_items: readOnly("ticketing:read"),
  payments: readOnly("ticketing:read"),
  payment_events: readOnly("ticketing:read"),
  payment_accounts: readOnly("organization:read"),
  refunds: readOnly("ticketing:read"),
  check_ins: readOnly("ticketing:read"),
  seen_check_ins: { select: "ticketing:read", insert: "door:scan", delete: "door:scan" },
  order_events: readOnly("ticketing:read"),
  mass_refunds: readOnly("ticketing:read"),
  mass_refund_orders: readOnly("ticketing:read"),
  postponements: readOnly("ticketing:read"),
  postponed_orders: readOnly("ticketing:read"),
  waiting_list: readOnly("ticketing:read"),
  resales: readOnly("ticketing:read"),
  signing_keys: readOnly("ticketing:read"),
  sale_queues: { select: "ticketing:read", insert: "ticketing:write", update: "ticketing:write" },
  queue_places: readOnly("ticketing:read"),
  organizations: { select: "organization:read", update: "organization:manage" },
  members: { select: "organization:read", update: "organization:manage" },
  invitations: {
    select: "organization:invite",
    insert: "organization:invite",
    update: "organization:invite",
  },
  integrations: business("organization:read", "organization:manage"),
  slack_teams: business("organization:read", "organization:manage"),
  slack_people: { select: "organization:read", delete: "organization:manage" },
  slack_links: {},
  slack_events: {},
  conversations: membersAlone,
  messages: membersAlone,
  runs: {
    select: (role, may) => theirs(role) || may("organization:audit"),
    insert: "agent:use",
    update: theirs,
  },
  approvals: {
    select: (role, may) => theirs(role) || may("organization:approve") || may("organization:audit"),
    insert: "agent:use",
    update: "organization:approve",
  },
  tool_calls: { select: (role, may) => theirs(role) || may("organization:audit") },
  row_changes: readOnly("organization:audit"),
  audit_log: readOnly("organization:audit"),
  feed: appended("organization:read", "organization:read"),
  outbox: appended("organization:audit", "organization:read"),
  roles: everyoneSignedIn,
  permissions: everyoneSignedIn,
  role_permissions: everyoneSignedIn,
  rate_limits: {},
};

export function isAllowed(role: Role, table: string, command: Command): boolean {
  const rule = rulesOf[table]?.[command];
  const may = (permission: string) => permissionsOf[role]?.includes(permission) ?? false;
  if (rule === undefined) return false;
  return typeof rule === "string" ? may(rule) : rule(role, may);
}

function words(text: string): string[] {
  return text.split(" ");
}
