"use client";

import { DoorOpen, Pencil, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button, IconButton } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Panel } from "../../components/panel.tsx";
import { useSay } from "../../components/use-say.ts";
import { useTools } from "../../forms/tool-runner.tsx";
import { useMay } from "../../shell/permissions.tsx";
import type { Check, Door } from "./readiness.tsx";

/** Gates by zone: which ticket types come in where, and how many did. */
export function Gates({ door, check }: { door: Door; check: Check }) {
  const t = useTranslations("door.supervision");
  const say = useSay();
  const { openForm } = useTools();
  const may = useMay()("ticketing:write");
  const counted = new Map(door.gates.map((gate) => [gate.name, gate]));
  const zones = Map.groupBy(check.gates, ({ zone }) => zone ?? "");
  const described = new Set(check.gates.map(({ name }) => name));
  const others = door.gates.filter(({ name }) => !described.has(name));
  const set = (gate?: Check["gates"][number]) =>
    openForm({
      tool: "ticketing_set_door_gate",
      title: gate ? t("gateNamed", { gate: gate.name }) : t("addGate"),
      preset: { performance: check.performanceId, ...(gate ? { gate: gate.name } : {}) },
      only: [
        ...(gate ? [] : ["gate"]),
        "zone",
        "ticket_types",
        "guests",
        ...(gate ? ["remove"] : []),
      ],
      ...(gate
        ? {
            initial: {
              zone: gate.zone ?? undefined,
              ticket_types: gate.types,
              guests: gate.guests,
            },
          }
        : {}),
    });
  const entered = (name: string) => (
    <span className="figures text-sm text-soft">
      {t("entered", { count: counted.get(name)?.entered ?? 0 })}
    </span>
  );
  return (
    <Panel
      level={2}
      flush
      title={t("gates")}
      aside={
        may && (
          <Button size="sm" icon={<Plus aria-hidden className="size-3.5" />} onClick={() => set()}>
            {t("addGate")}
          </Button>
        )
      }
    >
      {check.gates.length === 0 && others.length === 0 ? (
        <EmptyState icon={<DoorOpen aria-hidden />} title={t("noGates")}>
          {t("noGatesHelp")}
        </EmptyState>
      ) : (
        <ul>
          {[...zones].map(([zone, gates]) => (
            <li key={zone}>
              {zone && (
                <p className="figures flex justify-between gap-3 border-t border-line bg-sunken/50 px-4 py-1.5 text-sm font-medium">
                  <span dir="auto">{zone}</span>
                  <span className="font-normal text-soft">
                    {t("insideZone", {
                      count: say.number(
                        gates.reduce((sum, { name }) => sum + (counted.get(name)?.inside ?? 0), 0),
                      ),
                    })}
                  </span>
                </p>
              )}
              <ul>
                {gates.map((gate) => (
                  <li
                    key={gate.name}
                    className="flex min-h-13 items-center gap-3 border-t border-line px-4 py-2"
                  >
                    <div className="min-w-0 flex-1">
                      <p dir="auto" className="font-medium">
                        {t("gateNamed", { gate: gate.name })}
                      </p>
                      <p dir="auto" className="text-sm text-soft">
                        {[
                          gate.types.length > 0 ? gate.types.join(", ") : t("allTypes"),
                          !gate.guests && t("noGuestsHere"),
                        ]
                          .filter(Boolean)
                          .join(" · ")}
                      </p>
                    </div>
                    {entered(gate.name)}
                    {may && (
                      <IconButton
                        label={t("editGate", { gate: gate.name })}
                        size={36}
                        onClick={() => set(gate)}
                      >
                        <Pencil />
                      </IconButton>
                    )}
                  </li>
                ))}
              </ul>
            </li>
          ))}
          {others.map((gate) => (
            <li
              key={gate.name}
              className="flex min-h-11 items-center justify-between gap-3 border-t border-line px-4"
            >
              <span dir="auto">
                {gate.name === "" ? t("noGate") : t("gateNamed", { gate: gate.name })}
              </span>
              {entered(gate.name)}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
