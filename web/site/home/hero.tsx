import { getTranslations } from "next-intl/server";
import { buttonLook } from "../../components/button-look.ts";
import { classNames } from "../../design/class-names.ts";
import { measure } from "../site-frame.tsx";
import { DateLine } from "./date-line.tsx";
import type { Sample } from "./sample.ts";
import { Scene } from "./scene.tsx";

/** The stage before the doors open: the spotlight of the wordmark, and in it the sentence that holds a date. */
export async function Hero({ date }: { date: Sample }) {
  const [t, frame] = await Promise.all([
    getTranslations("site.home"),
    getTranslations("site.frame"),
  ]);
  return (
    <div
      className={classNames(
        measure,
        "grid items-center gap-10 pt-10 pb-16 md:grid-cols-[minmax(0,1fr)_minmax(0,1.05fr)] md:pt-16 md:pb-28",
      )}
    >
      <div className="relative z-1">
        <h1 className="max-w-[11ch] font-display text-[clamp(2.75rem,6.4vw,5.75rem)] leading-[0.96] font-bold tracking-tight">
          {t("headline")}
        </h1>
        <p className="mt-6 max-w-[34rem] text-lg text-soft">{t("lead")}</p>
        <p className="mt-8 flex flex-wrap gap-3">
          <a href="/sign-up" className={buttonLook("signal", "lg")}>
            {frame("signUp")}
          </a>
          <a href="#order" className={buttonLook("quiet", "lg")}>
            {t("orderTitle")}
          </a>
        </p>
      </div>
      <figure className="relative">
        <div
          aria-hidden
          className="absolute top-1/2 left-1/2 aspect-square w-[104%] -translate-x-[34%] -translate-y-[44%] rounded-full md:w-[112%] md:-translate-x-[40%]"
          style={{ background: "linear-gradient(150deg, #ffb13d 0%, #ff5a36 46%, #d3278e 100%)" }}
        />
        <div className="relative flex flex-col gap-3 pt-14 pb-10 md:py-24">
          <Scene look="bg-raised" className="ml-auto max-w-[92%] rounded-br-sm px-4 py-3 text-lg">
            {t("said")}
          </Scene>
          <Scene look="bg-surface" className="card-lands [animation-delay:400ms]">
            <p className="border-b border-line px-4 py-2 text-sm text-soft">{t("did")}</p>
            <DateLine date={date} status="option" rank={2} word={t("option.status")} />
          </Scene>
        </div>
        <figcaption className="sr-only">
          {t("said")} {t("sample")}
        </figcaption>
      </figure>
    </div>
  );
}
