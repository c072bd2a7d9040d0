import { getTranslations } from "next-intl/server";
import type { Sample } from "./sample.ts";
import { Scene } from "./scene.tsx";

const netCents = 5_824_000;
const costCents = 2_150_000;
const guaranteeCents = 1_200_000;
const share = 0.7;

export async function SettlementScene({ date }: { date: Sample }) {
  const t = await getTranslations("site.home.money");
  const base = netCents - costCents;
  const lines = [
    ["net", netCents],
    ["costs", -costCents],
    ["base", base],
    ["share", base * share],
    ["guarantee", guaranteeCents],
  ] as const;
  return (
    <Scene>
      <ul className="px-5 py-3">
        {lines.map(([key, cents]) => (
          <li key={key} className="flex items-baseline justify-between gap-4 py-1.5">
            <span className={key === "base" ? "font-medium" : "text-soft"}>{t(key)}</span>
            <span className="figures">{date.say.money(cents)}</span>
          </li>
        ))}
      </ul>
      <p className="flex items-baseline justify-between gap-4 border-t border-line bg-sunken/50 px-5 py-4">
        <span className="font-medium">{t("due")}</span>
        <span className="figures font-display text-2xl font-semibold tracking-tight">
          {date.say.money(Math.max(base * share, guaranteeCents))}
        </span>
      </p>
    </Scene>
  );
}
