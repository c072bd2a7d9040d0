import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { connection } from "next/server";
import { getAccounts } from "#accounts/auth.ts";
import { createSay } from "#tools/core/text.ts";
import project from "../../../../package.json" with { type: "json" };
import { classNames } from "../../../design/class-names.ts";
import { asLocale } from "../../../session/preferences.ts";
import { measure, SiteFrame } from "../../../site/site-frame.tsx";
import { currentStatus, type Reading } from "../../../site/status/read-status.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("site.status"))("title"), robots: { index: false } };
}

export default async function StatusPage() {
  await connection();
  const { database, env } = getAccounts();
  const [t, locale, { at, readings }] = await Promise.all([
    getTranslations("site.status"),
    getLocale(),
    currentStatus(database, env),
  ]);
  const say = createSay(asLocale(locale));
  const down = readings.filter(({ state }) => state === "down").length;
  return (
    <SiteFrame>
      <div className={classNames(measure, "pt-10 pb-24 md:pt-16")}>
        <h1 className="text-soft">{t("title")}</h1>
        <p className="mt-2 flex items-center gap-4 font-display text-2xl font-semibold tracking-tight md:text-3xl">
          <Light state={down > 0 ? "down" : "up"} big />
          {down > 0 ? t("trouble", { count: down }) : t("up")}
        </p>
        <ul className="mt-10 divide-y divide-line border-y border-line">
          {readings.map((reading) => (
            <li
              key={reading.service}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 py-4"
            >
              <div>
                <h2 className="font-display text-lg font-semibold tracking-tight">
                  {t(`services.${reading.service}`)}
                </h2>
                <p className="text-sm text-soft">{about(t, reading)}</p>
              </div>
              <p className="text-right">
                <span className="flex items-center justify-end gap-2">
                  <Light state={reading.state} />
                  {t(`states.${reading.state}`)}
                </span>
                {(reading.service === "database" || reading.provider !== "local") && (
                  <span className="figures block text-sm text-faint">
                    {t("latency", { ms: say.number(reading.ms) })}
                  </span>
                )}
              </p>
            </li>
          ))}
        </ul>
        <p className="figures mt-4 text-sm text-faint">
          {t("read", { time: say.time(at, "Europe/Paris") })}{" "}
          {t("version", { version: project.version })}
        </p>
      </div>
    </SiteFrame>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<"site.status">>>;

function about(t: Words, { service, provider }: Reading): string {
  if (service === "application" || service === "database") return t(`about.${service}`);
  return provider === "local"
    ? t(`about.${service}Local`)
    : t(`about.${service}By`, { name: provider });
}

/** A disc where it works, a ring where it is slow, a cross where it does not answer. */
function Light({ state, big = false }: { state: Reading["state"]; big?: boolean }) {
  const colour = { up: "text-confirmed", slow: "text-option", down: "text-danger" }[state];
  return (
    <svg
      aria-hidden
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      strokeLinecap="round"
      className={classNames("shrink-0", big ? "size-8" : "size-3.5", colour)}
    >
      {state === "up" && <circle cx="8" cy="8" r="7" fill="currentColor" stroke="none" />}
      {state === "slow" && <circle cx="8" cy="8" r="5.5" />}
      {state === "down" && <path d="m3 3 10 10M13 3 3 13" />}
    </svg>
  );
}
