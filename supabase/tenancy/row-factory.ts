import type { Client } from "pg";
import type { Column, Table } from "./catalogue.ts";

export type Row = Record<string, unknown>;

/** Only where a check or a trigger wants more than a type says. */
const given: Record<string, Row> = {
  invitations: { email: "guest@example.test" },
  performances: { status: "option", hold_rank: 1 },
  orders: { status: "cancelled" },
  fan_scores: { score: 50 },
  check_ins: { result: "accepted" },
  refunds: { amount_cents: 1 },
  order_items: { quantity: 1 },
  number_series: { kind: "invoice" },
  ticket_categories: { mark: "A" },
  platform_layouts: { platform: "weezevent" },
  platform_reports: { platform: "weezevent" },
  platform_sales: { platform: "weezevent" },
  waiting_list: { email: "fan@example.test" },
};

/** Parents that are optional one by one while a check wants one of them. */
const wanted: Record<string, string[]> = {
  team_members: ["performance_id"],
  transports: ["performance_id"],
  accommodations: ["performance_id"],
};

/**
 * Makes rows of any table from the catalogue: required columns by type, first allowed values,
 * parents of the same organization, themselves made on the way.
 */
export class RowFactory {
  private readonly admin: Client;
  private readonly tables: Map<string, Table>;
  private readonly made = new Map<string, Row>();
  private serial = 0;

  constructor(admin: Client, tables: Table[]) {
    this.admin = admin;
    this.tables = new Map(tables.map((table) => [table.name, table]));
  }

  /** The row of this table that stands for an organization; made once. */
  async rowOf(name: string, organization: string): Promise<Row> {
    const key = `${name} ${organization}`;
    const known = this.made.get(key);
    if (known) return known;
    const row = await this.insert(name, await this.compose(name, organization));
    this.made.set(key, row);
    return row;
  }

  /** Rows that exist already, such as the members of an organization. */
  adopt(name: string, organization: string, row: Row) {
    this.made.set(`${name} ${organization}`, row);
  }

  /** A new row's values, not yet inserted. */
  async compose(name: string, organization: string): Promise<Row> {
    const table = this.table(name);
    const row: Row = {};
    if (table.columns.some((column) => column.name === "organization_id"))
      row["organization_id"] = organization;
    const needed = table.columns.filter((column) => column.required && !(column.name in row));
    for (const column of needed) row[column.name] = this.value(column);
    for (const key of table.foreignKeys) {
      const own = key.columns.filter(
        (column) => column !== "organization_id" && !isShared(key.parent) && key.columns.length > 1,
      );
      const isNeeded = own.some(
        (column) =>
          needed.some(({ name: required }) => required === column) ||
          wanted[name]?.includes(column) ||
          column === "member_id" ||
          column === "requested_by",
      );
      if (!isNeeded) continue;
      const parent = await this.rowOf(key.parent, organization);
      for (const [index, column] of key.columns.entries()) {
        if (column !== "conversation_id" || name !== "runs")
          row[column] = parent[key.parentColumns[index] ?? ""];
      }
    }
    if (name === "tool_calls") row["member_id"] = (await this.rowOf("members", organization))["id"];
    return { ...row, ...given[name] };
  }

  async insert(name: string, row: Row): Promise<Row> {
    const { rows } = await this.admin.query(...insertion(name, row, "returning *"));
    return rows[0] as Row;
  }

  private table(name: string): Table {
    const table = this.tables.get(name);
    if (!table) throw new Error(`no table ${name}`);
    return table;
  }

  private value(column: Column): unknown {
    this.serial += 1;
    const [first] = column.allowed;
    if (first !== undefined) return first;
    if (column.type.startsWith("vector")) return `[${Array.from({ length: 384 }, () => 0.1)}]`;
    switch (column.type) {
      case "uuid":
        return crypto.randomUUID();
      case "text":
        return `row ${this.serial}`;
      case "bytea":
        return Buffer.alloc(32, this.serial);
      case "jsonb":
        return "{}";
      case "date":
        return new Date(Date.UTC(2027, 0, 1 + this.serial)).toISOString().slice(0, 10);
      case "timestamp with time zone":
        return new Date(Date.UTC(2027, 0, 1, 0, this.serial)).toISOString();
      case "boolean":
        return false;
      default:
        if (/int|numeric|double/.test(column.type)) return this.serial;
        throw new Error(`no value for ${column.name} ${column.type}`);
    }
  }
}

/** Tables of which every organization reads the same rows. */
export function isShared(name: string): boolean {
  return ["roles", "permissions", "role_permissions", "rate_limits"].includes(name);
}

export function insertion(name: string, row: Row, rest = ""): [string, unknown[]] {
  const columns = Object.keys(row);
  return [
    `insert into ${name} (${columns.map((column) => `"${column}"`).join(", ")})
     values (${columns.map((_, index) => `$${index + 1}`).join(", ")}) ${rest}`,
    Object.values(row),
  ];
}
