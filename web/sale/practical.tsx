import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { createSay } from "#tools/core/text.ts";
import { asLocale } from "../session/preferences.ts";
import type { Sale } from "./read-sale.ts";

/** When, where and with whom. */
export async function Practical({ sale }: { sale: Sale }) {
  const t = await getTranslations("sale");
  const say = createSay(asLocale(await getLocale()));
  const { venue, timeZone } = sale;
  const address = venue && [venue.address, venue.postalCode, venue.city].filter(Boolean).join(", ");
  const place = venue?.latitude != null && venue.longitude != null && venue;
  return (
    <section className="mt-9">
      <h2 className="font-display text-xl font-semibold tracking-tight">{t("practical")}</h2>
      <dl className="mt-3 flex flex-col gap-2.5">
        <Fact label={t("when")}>
          {say.day(sale.day)}
          {sale.session > 1 && <>, {t("session", { number: sale.session })}</>}
        </Fact>
        {sale.doorsAt && <Fact label={t("doors")}>{say.time(sale.doorsAt, timeZone)}</Fact>}
        {sale.showAt && <Fact label={t("show")}>{say.time(sale.showAt, timeZone)}</Fact>}
        {sale.support.length > 0 && <Fact label={t("with")}>{say.list(sale.support)}</Fact>}
        {venue && (
          <Fact label={t("where")}>
            <span className="block font-medium">{venue.name}</span>
            {address && <span className="block text-soft">{address}</span>}
            {place && (
              <a
                href={`https://www.openstreetmap.org/?mlat=${place.latitude}&mlon=${place.longitude}#map=17/${place.latitude}/${place.longitude}`}
                rel="noreferrer"
                className="inline-flex min-h-11 items-center underline decoration-edge underline-offset-4 hover:decoration-ink"
              >
                {t("map")}
              </a>
            )}
          </Fact>
        )}
      </dl>
      {sale.description && (
        <>
          <h2 className="mt-8 font-display text-xl font-semibold tracking-tight">
            {t("aboutShow")}
          </h2>
          <p dir="auto" className="mt-2 break-words whitespace-pre-line text-soft">
            {sale.description}
          </p>
        </>
      )}
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex gap-4">
      <dt className="w-20 shrink-0 text-soft">{label}</dt>
      <dd dir="auto" className="figures min-w-0 flex-1 break-words">
        {children}
      </dd>
    </div>
  );
}
