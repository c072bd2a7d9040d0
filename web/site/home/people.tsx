import { getTranslations } from "next-intl/server";
import { classNames } from "../../design/class-names.ts";
import { measure } from "../site-frame.tsx";

const people = ["production", "team", "audience", "door", "elsewhere"] as const;

/** For whom, read like a cast. */
export async function People() {
  const t = await getTranslations("site.home.people");
  return (
    <section aria-labelledby="people" className="bg-sunken">
      <div
        className={classNames(
          measure,
          "grid gap-x-16 gap-y-8 py-20 md:grid-cols-[1fr_2fr] md:py-28",
        )}
      >
        <h2 id="people" className="font-display text-2xl font-semibold tracking-tight md:text-3xl">
          {t("title")}
        </h2>
        <dl>
          {people.map((key) => (
            <div
              key={key}
              className="grid gap-x-8 gap-y-1 border-t border-line py-5 last:border-b sm:grid-cols-[13rem_minmax(0,1fr)]"
            >
              <dt className="font-display text-lg font-semibold tracking-tight">{t(key)}</dt>
              <dd className="text-soft">{t(`${key}Text`)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
