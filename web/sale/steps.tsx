import { getTranslations } from "next-intl/server";
import { classNames } from "../design/class-names.ts";

const steps = ["choose", "pay", "tickets"] as const;

/** Where the buyer is: choose, pay, tickets. */
export async function Steps({ at }: { at: (typeof steps)[number] }) {
  const t = await getTranslations("sale");
  const current = steps.indexOf(at);
  return (
    <ol aria-label={t("steps")} className="flex gap-2">
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={index === current ? "step" : undefined}
          className={classNames(
            "flex-1 border-t-2 pt-1.5 text-sm",
            index <= current ? "border-ink" : "border-line",
            index === current ? "font-medium" : "text-soft",
          )}
        >
          <span className="figures">{index + 1}</span> {t(step)}
        </li>
      ))}
    </ol>
  );
}
