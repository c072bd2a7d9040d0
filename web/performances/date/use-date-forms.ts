"use client";

import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { scheduleKinds } from "#tools/tours/rules.ts";
import { useEditEntry } from "../../business/use-edit-entry.ts";
import { instantClock, nightsBetween, wallClock } from "./clock.ts";
import { useTools } from "../../forms/tool-runner.tsx";

export type DateFacts = ToolOutput<"tours_get_performance">;

/** The forms of a date's page, each with what is known already. */
export function useDateForms({ date, ...facts }: DateFacts) {
  const t = useTranslations("performance.forms");
  const { openForm, run } = useTools();
  const editEntry = useEditEntry();
  const one = { performance: date.id };
  const many = { performances: [date.id] };
  const edit = (only: readonly string[], title: string, initial: Record<string, unknown> = {}) =>
    openForm({
      tool: "tours_update_performance",
      title,
      preset: many,
      only,
      initial,
      changesOnly: true,
    });
  const written = (kind: string, title: string) =>
    openForm({
      tool: "documents_create_document",
      title,
      submit: t("write"),
      preset: { ...one, kind },
      only: ["language", "amount", "notes"],
    });
  return {
    run,
    venue: () => edit(["venue"], t("venue"), { venue: date.venue ?? undefined }),
    capacity: () => edit(["capacity"], t("capacity"), { capacity: date.capacity ?? undefined }),
    promoter: () => edit(["promoter"], t("promoter"), { promoter: facts.promoter ?? undefined }),
    facts: () =>
      edit(["venue", "capacity", "title", "promoter", "tour", "production"], t("edit"), {
        venue: date.venue ?? undefined,
        title: facts.ownTitle ?? undefined,
        capacity: date.capacity ?? undefined,
        promoter: facts.promoter ?? undefined,
        tour: date.tour ?? undefined,
        production: facts.production ?? undefined,
      }),
    schedule: () =>
      openForm({
        tool: "tours_update_schedule",
        title: t("schedule"),
        preset: many,
        only: scheduleKinds,
        changesOnly: true,
        initial: Object.fromEntries(
          facts.schedule.map((item) => [
            item.kind,
            instantClock(item.startsAt, date.day, date.timeZone),
          ]),
        ),
      }),
    move: () =>
      openForm({
        tool: "tours_move_performance",
        title: t("move"),
        submit: t("moveIt"),
        preset: one,
        initial: { day: date.day },
      }),
    challenge: () => openForm({ tool: "tours_challenge_hold", title: t("challenge"), preset: one }),
    cancel: () =>
      openForm({
        tool: "tours_cancel_performances",
        title: date.status === "option" ? t("release") : t("cancel"),
        submit: date.status === "option" ? t("release") : t("cancel"),
        preset: many,
        only: ["reason"],
      }),
    team: () =>
      openForm({
        tool: "tours_add_team_member",
        title: t("team"),
        submit: t("add"),
        preset: many,
        only: ["contact", "team_role"],
      }),
    transport: () =>
      openForm({
        tool: "tours_add_transport",
        title: t("transport"),
        submit: t("add"),
        preset: one,
        initial: { to_place: date.city ?? undefined, day: date.day },
      }),
    editTransport: (one: DateFacts["transports"][number]) => {
      const clock = (at: string | null) => (at ? wallClock(at, date.timeZone) : undefined);
      const departs = clock(one.departsAt);
      const arrives = clock(one.arrivesAt);
      openForm({
        tool: "tours_update_transport",
        title: t("editTransport"),
        preset: { performance: date.id, transport: one.id },
        changesOnly: true,
        initial: {
          transport_kind: one.kind,
          from_place: one.from,
          to_place: one.to,
          day: departs?.day ?? arrives?.day ?? date.day,
          // Midnight is how a day without a time is kept.
          departs: departs?.time === "00:00" ? undefined : departs?.time,
          arrives: arrives?.time,
          reference: one.reference ?? undefined,
          cost: one.costCents ?? undefined,
        },
      });
    },
    editAccommodation: (one: DateFacts["accommodations"][number]) =>
      openForm({
        tool: "tours_update_accommodation",
        title: t("editAccommodation"),
        preset: { performance: date.id, name: one.id },
        changesOnly: true,
        initial: {
          new_name: one.name,
          rooms: one.rooms ?? undefined,
          check_in_on: one.checkInOn,
          nights: nightsBetween(one.checkInOn, one.checkOutOn),
          city: one.city ?? undefined,
          address: one.address ?? undefined,
          phone: one.phone ?? undefined,
          reference: one.reference ?? undefined,
          cost: one.costCents ?? undefined,
        },
      }),
    editTeam: (one: DateFacts["team"][number]) =>
      openForm({
        tool: "tours_update_team_member",
        title: t("editTeam", { name: one.name }),
        preset: { performance: date.id, contact: one.contactId, team_member: one.id },
        only: ["team_role"],
        changesOnly: true,
        initial: { team_role: one.role },
      }),
    editEntry,
    accommodation: () =>
      openForm({
        tool: "tours_add_accommodation",
        title: t("accommodation"),
        submit: t("add"),
        preset: one,
        initial: { city: date.city ?? undefined, check_in_on: date.day, nights: 1 },
      }),
    advancing: () =>
      openForm({
        tool: "tours_set_advancing",
        title: t("advancing"),
        submit: t("add"),
        preset: many,
        only: ["topic", "advancing_status", "due_on", "note"],
        initial: { advancing_status: "missing" },
      }),
    ticketType: () =>
      openForm({
        tool: "ticketing_create_ticket_type",
        title: t("ticketType"),
        submit: t("add"),
        preset: many,
        only: ["kind", "name", "price", "quota", "vat", "max_per_order"],
        initial: { kind: "full" },
      }),
    guests: () =>
      openForm({
        tool: "ticketing_add_guests",
        title: t("guests"),
        submit: t("add"),
        preset: one,
        only: ["guests", "plus_ones", "list"],
      }),
    deal: () =>
      openForm({
        tool: "business_set_deal",
        title: t("deal"),
        preset: one,
        changesOnly: true,
        initial: facts.deal
          ? {
              deal_kind: facts.deal.kind,
              guarantee: facts.deal.guaranteeCents ?? undefined,
              percentage: facts.deal.percentageBp ?? undefined,
              split_point: facts.deal.splitPointCents ?? undefined,
              recoupable_cost: facts.deal.recoupableCostCents ?? undefined,
              deposit: facts.deal.depositCents ?? undefined,
              terms: facts.deal.terms ?? undefined,
            }
          : {},
      }),
    expense: () =>
      openForm({
        tool: "business_add_expense",
        title: t("expense"),
        submit: t("add"),
        preset: one,
      }),
    income: () =>
      openForm({ tool: "business_add_income", title: t("income"), submit: t("add"), preset: one }),
    document: written,
    contract: () => written("contract", t("contract")),
    rider: () => written("technical_rider", t("rider")),
  };
}

export type DateForms = ReturnType<typeof useDateForms>;
