import type { DoorListFacts } from "./door-facts.ts";
import type { DoorPerson } from "./door-people.ts";
import type { DoorResult } from "./door-results.ts";
import type { Mark } from "./ticket-mark.ts";

/** The door list of a date, ready to be asked. */
export type DoorBook = {
  performanceId: string;
  facts: DoorListFacts;
  tickets: Map<number, DoorListFacts["tickets"][number]>;
  guests: Map<string, DoorListFacts["guests"][number]>;
  types: Map<string, string>;
  lastNumber: number;
};

/** Where somebody was last seen, as far as this device knows. */
export type Side = { direction: "in" | "out"; gate: string | null; at: number | null };

/** Whom a scan is about: a mark that one of our keys signed, a line of the list, or nobody of ours. */
export type Whom = { mark: Mark } | { number: number } | { guest: string } | null;

export type Decision = {
  result: DoorResult;
  /** Ticket number or guest id: whose side it is. Null for what is nobody's. */
  subject: string | null;
  person: DoorPerson | null;
  previous: Side | null;
  gates: string[];
  otherDate: { label: string; day: string } | null;
  /** Genuine and sold after the list was fetched: nothing more is known of it. */
  unlisted: boolean;
};

/** Makes a list ready to be asked. */
export function openDoorBook(performanceId: string, facts: DoorListFacts): DoorBook {
  return {
    performanceId,
    facts,
    tickets: new Map(facts.tickets.map((ticket) => [ticket[0], ticket])),
    guests: new Map(facts.guests.map((guest) => [guest.id, guest])),
    types: new Map(facts.types.map(({ id, name }) => [id, name])),
    lastNumber: facts.tickets.at(-1)?.[0] ?? 0,
  };
}

/**
 * What the door says by itself, without a network: the same order of reasons as in
 * `koncert.check_in_many`. `sideOf` says where a subject was last seen.
 */
export function decide(
  book: DoorBook,
  whom: Whom,
  direction: "in" | "out",
  gate: string,
  sideOf: (subject: string) => Side | undefined,
): Decision {
  const nobody: Decision = {
    result: "not_ours",
    subject: null,
    person: null,
    previous: null,
    gates: [],
    otherDate: null,
    unlisted: false,
  };
  if (whom === null) return nobody;
  if ("mark" in whom && whom.mark.date !== book.performanceId.slice(0, 8)) {
    const other = book.facts.dates.find(({ id }) => id === whom.mark.date);
    const label = other && [other.artist, other.city].filter(Boolean).join(", ");
    return {
      ...nobody,
      result: "wrong_date",
      otherDate: other ? { label: label ?? "", day: other.day } : null,
    };
  }
  const found = "guest" in whom ? guestOf(book, whom.guest) : ticketOf(book, whom);
  if (!found) return { ...nobody, result: "unknown" };
  const about = {
    ...nobody,
    subject: found.subject,
    person: found.person,
    unlisted: found.unlisted,
  };
  const { status } = book.facts.date;
  const worth =
    found.fault === "replaced" ? "replaced" : status === "cancelled" ? "cancelled" : found.fault;
  if (worth) return { ...about, result: worth };
  const gates = gatesFor(book, found.type);
  if (direction === "in" && gates && !gates.includes(gate) && isKnownGate(book, gate)) {
    return { ...about, result: "wrong_gate", gates };
  }
  const side = sideOf(found.subject);
  if ((side?.direction ?? "out") === direction) {
    return direction === "in"
      ? { ...about, result: "already_in", previous: side ?? null }
      : { ...about, result: "already_out" };
  }
  return { ...about, result: "ok" };
}

type Found = {
  subject: string;
  person: DoorPerson;
  fault: DoorResult | null;
  type: string | null;
  unlisted: boolean;
};

function ticketOf(book: DoorBook, whom: { mark: Mark } | { number: number }): Found | undefined {
  const number = "mark" in whom ? whom.mark.number : whom.number;
  const ticket = book.tickets.get(number);
  const subject = String(number);
  const base = { kind: "ticket" as const, id: subject, number, places: 1 };
  if (!ticket) {
    // Numbers have no gap: a signed one beyond the last of the list was sold after it was fetched.
    if (!("mark" in whom) || number <= book.lastNumber) return undefined;
    const person = { ...base, holder: null, type: "", orderNumber: null, test: false };
    return { subject, person, fault: null, type: null, unlisted: true };
  }
  const [, nonce, type, holder, order, fault, test] = ticket;
  const isOld = "mark" in whom && !whom.mark.nonce.startsWith(nonce);
  return {
    subject,
    person: {
      ...base,
      holder,
      type: book.types.get(type) ?? "",
      orderNumber: order,
      test: test === 1,
    },
    fault: isOld ? "replaced" : fault || null,
    type,
    unlisted: false,
  };
}

function guestOf(book: DoorBook, id: string): Found | undefined {
  const guest = book.guests.get(id);
  if (!guest) return undefined;
  const isOff = guest.status === "cancelled" || guest.status === "declined";
  return {
    subject: id,
    person: {
      kind: "guest",
      id,
      holder: guest.name,
      type: guest.list,
      number: null,
      places: guest.places,
      orderNumber: null,
      test: false,
    },
    fault: isOff ? "cancelled" : null,
    type: null,
    unlisted: false,
  };
}

const isKnownGate = (book: DoorBook, gate: string) =>
  book.facts.gates.some(({ name }) => name === gate);

/** Gates for a ticket type, or for guests where there is none; null where every gate will do. */
function gatesFor(book: DoorBook, type: string | null): string[] | null {
  const { gates } = book.facts;
  const fitting = gates.filter((gate) =>
    type === null ? gate.guests : gate.types.length === 0 || gate.types.includes(type),
  );
  return fitting.length === gates.length ? null : fitting.map(({ name }) => name);
}

/** People of the list by name, number or order: what is typed without accents finds its way. */
export function searchBook(book: DoorBook, text: string, most = 30): DoorPerson[] {
  const wanted = plain(text).split(" ").filter(Boolean);
  if (wanted.length === 0) return [];
  const number = /^(?:n°?\s*)?(\d{1,9})$/i.exec(text.trim())?.[1];
  const found: DoorPerson[] = [];
  const byNumber = number && ticketOf(book, { number: Number(number) });
  if (byNumber) found.push(byNumber.person);
  for (const ticket of book.facts.tickets) {
    if (found.length >= most) break;
    const words = plain(`${ticket[3] ?? ""} ${ticket[4]}`);
    if (wanted.every((word) => words.includes(word))) {
      const line = ticketOf(book, { number: ticket[0] });
      if (line) found.push(line.person);
    }
  }
  for (const guest of book.facts.guests) {
    if (found.length >= most) break;
    if (wanted.every((word) => plain(guest.name).includes(word))) {
      const line = guestOf(book, guest.id);
      if (line) found.push(line.person);
    }
  }
  return found;
}

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
