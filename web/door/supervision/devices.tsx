"use client";

import { BatteryLow, BatteryMedium, Plus, QrCode as QrIcon, Smartphone, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, IconButton } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Panel } from "../../components/panel.tsx";
import { useSay } from "../../components/use-say.ts";
import { classNames } from "../../design/class-names.ts";
import { useTools } from "../../forms/tool-runner.tsx";
import { useMay } from "../../shell/permissions.tsx";
import { DeviceLink } from "./device-link.tsx";
import type { Check } from "./readiness.tsx";

type Device = Check["devices"][number];
const lowBattery = 30;

/** Every device of this door: what it has received, its clock, its battery, what it still has to send. */
export function Devices({ check }: { check: Check }) {
  const t = useTranslations("door.supervision");
  const { openForm } = useTools();
  const may = useMay()("ticketing:write");
  const [shown, show] = useState<{ id: string; name: string } | null>(null);
  const add = () =>
    openForm({
      tool: "ticketing_add_door_device",
      title: t("addTitle"),
      submit: t("add"),
      preset: { performance: check.performanceId },
      only: ["name", "gate"],
      onDone: ({ value }) => {
        const { deviceId, name } = value as { deviceId: string; name: string };
        show({ id: deviceId, name });
      },
    });
  return (
    <Panel
      level={2}
      flush
      title={t("devices")}
      aside={
        may && (
          <Button size="sm" icon={<Plus aria-hidden className="size-3.5" />} onClick={add}>
            {t("add")}
          </Button>
        )
      }
    >
      {check.devices.length === 0 ? (
        <EmptyState icon={<Smartphone aria-hidden />} title={t("noDevices")}>
          {t("noDevicesHelp")}
        </EmptyState>
      ) : (
        <ul>
          {check.devices.map((device) => (
            <Line
              key={device.id}
              device={device}
              check={check}
              may={may}
              onLink={() => show({ id: device.id, name: device.name })}
            />
          ))}
        </ul>
      )}
      {shown && (
        <DeviceLink
          performance={check.performanceId}
          device={shown}
          opened={check.devices.some(({ id, opened }) => id === shown.id && opened)}
          onClose={() => show(null)}
        />
      )}
    </Panel>
  );
}

function Line({
  device,
  check,
  may,
  onLink,
}: {
  device: Device;
  check: Check;
  may: boolean;
  onLink(): void;
}) {
  const t = useTranslations("door.supervision");
  const say = useSay();
  const { run } = useTools();
  const isOff = device.revoked || device.over;
  const at = (instant: string) => say.time(instant, check.timeZone);
  const facts = [
    device.gate && t("atGate", { gate: device.gate }),
    device.member,
    device.platform !== device.name && device.platform,
    device.scans > 0 && t("scans", { count: device.scans }),
    device.lastSeenAt && t("seen", { time: at(device.lastSeenAt) }),
  ].filter(Boolean);
  const Battery = (device.battery ?? 100) < lowBattery ? BatteryLow : BatteryMedium;
  return (
    <li
      className={classNames(
        "flex items-start gap-3 border-t border-line px-4 py-3",
        isOff && "text-faint",
      )}
    >
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span dir="auto" className="font-medium">
            {device.name}
          </span>
          <span
            className={classNames(
              "text-sm",
              isOff ? "text-faint" : device.faults.length > 0 ? "text-option" : "text-confirmed",
            )}
          >
            {device.revoked
              ? t("revoked")
              : device.over
                ? t("over")
                : device.faults.length > 0
                  ? device.faults.map((fault) => t(`fault.${fault}`)).join(", ")
                  : t("fine")}
          </span>
        </p>
        <p dir="auto" className="figures text-sm text-soft">
          {facts.join(" · ")}
        </p>
        {device.waiting > 0 && (
          <p className="figures text-sm text-option">{t("waiting", { count: device.waiting })}</p>
        )}
      </div>
      {device.battery !== null && !isOff && (
        <span className="figures flex items-center gap-1 pt-0.5 text-sm text-soft">
          <Battery aria-hidden className="size-4" />
          <span className="sr-only">{t("battery")} : </span>
          {device.battery} %
        </span>
      )}
      {may && !isOff && (
        <span className="flex items-center">
          {!device.opened && (
            <IconButton label={t("showCode", { name: device.name })} size={36} onClick={onLink}>
              <QrIcon />
            </IconButton>
          )}
          <IconButton
            label={t("revoke", { name: device.name })}
            size={36}
            onClick={() =>
              void run("ticketing_revoke_door_device", {
                performance: check.performanceId,
                device: device.id,
              })
            }
          >
            <X />
          </IconButton>
        </span>
      )}
    </li>
  );
}
