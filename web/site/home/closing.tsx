import { getTranslations } from "next-intl/server";
import { buttonLook } from "../../components/button-look.ts";
import { classNames } from "../../design/class-names.ts";
import { measure } from "../site-frame.tsx";

/** The last line of the running order. */
export async function Closing() {
  const [t, frame] = await Promise.all([
    getTranslations("site.home.closing"),
    getTranslations("site.frame"),
  ]);
  return (
    <section aria-labelledby="closing" data-theme="dark" className="bg-paper text-ink">
      <div aria-hidden className="h-1" style={{ background: "var(--footlights)" }} />
      <div
        className={classNames(
          measure,
          "flex flex-col gap-8 py-20 md:flex-row md:items-end md:justify-between md:py-28",
        )}
      >
        <div>
          <h2
            id="closing"
            className="max-w-[12ch] font-display text-[clamp(2.5rem,6vw,5rem)] leading-[0.98] font-bold tracking-tight"
          >
            {t("title")}
          </h2>
          <p className="mt-5 text-lg text-soft">{t("text")}</p>
        </div>
        <p className="flex flex-wrap gap-3">
          <a href="/sign-up" className={buttonLook("signal", "lg")}>
            {frame("signUp")}
          </a>
          <a href="/sign-in" className={buttonLook("outline", "lg")}>
            {frame("signIn")}
          </a>
        </p>
      </div>
    </section>
  );
}
