import type { getTranslations } from "next-intl/server";
import type { ToolOutput } from "#tools/call-tool.ts";
import type { Say } from "#tools/core/text.ts";
import { Figure, Figures } from "../components/figures.tsx";

/** What is sold, what is being bought, what is left and what it brings. */
export function BoxFigures({
  box,
  say,
  t,
}: {
  box: ToolOutput<"ticketing_get_box_office">;
  say: Say;
  t: Awaited<ReturnType<typeof getTranslations<"ticketing">>>;
}) {
  const { capacity, sold, held, taken } = box;
  const left = capacity === null ? null : Math.max(0, capacity - taken);
  const share = capacity ? say.percent(Math.round((sold / capacity) * 100) * 100) : null;
  return (
    <Figures>
      <Figure
        label={t("sold")}
        value={
          <>
            {say.number(sold)}
            {share && <span className="ml-2 text-base font-normal text-soft">{share}</span>}
          </>
        }
        note={t("weekNote", { count: box.recent })}
      />
      <Figure
        label={t("left")}
        value={left === null ? "–" : say.number(left)}
        note={
          capacity === null ? t("noCapacity") : t("leftNote", { capacity: say.number(capacity) })
        }
      />
      <Figure label={t("held")} value={say.number(held)} note={t("heldNote")} />
      <Figure
        label={t("gross")}
        value={say.money(Math.round(box.grossCents / 100) * 100, box.currency)}
        note={
          box.refundedCents > 0
            ? t("refundedNote", { money: say.money(box.refundedCents, box.currency) })
            : t("grossNote")
        }
      />
    </Figures>
  );
}
