import { getTranslations } from "next-intl/server";
import type { Sample } from "./sample.ts";
import { Scene } from "./scene.tsx";

/** The two answers that a door hears most, in full colour. */
export async function DoorScene({ date }: { date: Sample }) {
  const [t, ticket] = await Promise.all([
    getTranslations("site.home.door"),
    getTranslations("site.home.ticket"),
  ]);
  return (
    <div data-theme="light" className="grid grid-cols-[1.35fr_1fr] gap-3">
      <Scene
        look="bg-confirmed text-surface"
        className="flex min-h-72 flex-col justify-between p-5"
      >
        <p className="figures text-sm">
          {date.say.number(date.entered)} {t("in")}
        </p>
        <p>
          <span className="block font-display text-[clamp(2.25rem,4.4vw,3.5rem)] leading-none font-bold tracking-tight">
            {t("word")}
          </span>
          <span className="mt-3 block text-lg font-medium">{ticket("holder")}</span>
          <span className="block">{t("type")}</span>
        </p>
      </Scene>
      <Scene look="bg-danger text-surface" className="flex min-h-72 flex-col justify-end p-4">
        <p>
          <span className="block font-display text-xl leading-none font-bold tracking-tight text-balance">
            {t("again")}
          </span>
          <span className="mt-2 block text-sm">{t("againWhen")}</span>
        </p>
      </Scene>
    </div>
  );
}
