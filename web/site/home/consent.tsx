import { getTranslations } from "next-intl/server";
import { buttonLook } from "../../components/button-look.ts";
import { classNames } from "../../design/class-names.ts";
import { measure } from "../site-frame.tsx";
import type { Sample } from "./sample.ts";
import { Scene } from "./scene.tsx";

/** What waits for a person, and what can be taken back. */
export async function Consent({ date }: { date: Sample }) {
  const t = await getTranslations("site.home.consent");
  const { say } = date;
  const lines = [
    ["tickets", say.number(212)],
    ["refund", say.money(904_400)],
    ["told", say.number(131)],
  ] as const;
  return (
    <section
      aria-labelledby="consent"
      className={classNames(
        measure,
        "grid items-center gap-x-16 gap-y-8 py-20 md:grid-cols-2 md:py-28",
      )}
    >
      <div className="max-w-[34rem]">
        <h2 id="consent" className="font-display text-2xl font-semibold tracking-tight md:text-3xl">
          {t("title")}
        </h2>
        <p className="mt-5 text-lg">{t("text")}</p>
        <p className="mt-4 text-soft">{t("undo")}</p>
      </div>
      <Scene look="border-2 border-signal bg-surface text-ink">
        <p className="px-5 pt-4">
          <span className="block text-xs text-faint">{t("asks")}</span>
          <span className="font-display text-lg font-semibold tracking-tight">{t("what")}</span>
        </p>
        <ul className="figures px-5 py-3 text-sm">
          {lines.map(([key, value]) => (
            <li key={key} className="flex gap-6 py-1">
              <span className="w-36 text-faint">{t(key)}</span>
              <span className="font-medium">{value}</span>
            </li>
          ))}
        </ul>
        <p className="mx-5 mb-4 rounded-md bg-option-wash px-3 py-2 text-sm">{t("warning")}</p>
        <p className="flex gap-2 border-t border-line bg-sunken/50 px-5 py-3">
          <span className={buttonLook("signal", "md")}>{t("accept")}</span>
          <span className={buttonLook("outline", "md")}>{t("refuse")}</span>
        </p>
      </Scene>
    </section>
  );
}
