"use client";

import { Panel } from "../components/panel.tsx";
import { useSay } from "../components/use-say.ts";

type Line = { label: string; sold: number; grossCents: number };

/** Parts of a whole, the largest first, each with its tickets and its money: a chart and its table at once. */
export function ShareList({
  title,
  head,
  lines,
  currency,
  note,
}: {
  title: string;
  head: { label: string; sold: string; gross: string };
  lines: Line[];
  currency: string;
  note?: string | undefined;
}) {
  const say = useSay();
  const most = Math.max(1, ...lines.map(({ sold }) => sold));
  return (
    <Panel level={2} title={title}>
      {lines.length > 0 && (
        <table className="figures w-full table-fixed text-sm">
          <colgroup>
            <col />
            <col className="w-14" />
            <col className="w-26" />
          </colgroup>
          <thead className="sr-only">
            <tr>
              <th scope="col">{head.label}</th>
              <th scope="col">{head.sold}</th>
              <th scope="col">{head.gross}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.label}>
                <th scope="row" className="relative py-1 pr-2 text-left font-normal">
                  <span
                    aria-hidden
                    className="absolute inset-y-1 left-0 rounded-[4px] bg-pressed"
                    style={{ width: `${(line.sold / most) * 100}%` }}
                  />
                  <span className="relative block truncate px-2 py-0.5" title={line.label}>
                    {line.label}
                  </span>
                </th>
                <td className="py-1 text-right font-medium">{say.number(line.sold)}</td>
                <td className="py-1 text-right text-soft">
                  {say.money(line.grossCents, currency)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {note && (
        <p className={lines.length > 0 ? "mt-2 text-sm text-soft" : "text-sm text-soft"}>{note}</p>
      )}
    </Panel>
  );
}
