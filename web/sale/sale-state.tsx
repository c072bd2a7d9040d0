import { getLocale, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { dayOf } from "../session/day-of.ts";
import { asLocale } from "../session/preferences.ts";
import { looks } from "./looks.ts";
import type { Sale } from "./read-sale.ts";

/** Why nothing can be bought now, and what one can do instead. */
export async function SaleState({ sale }: { sale: Sale }) {
  const t = await getTranslations("sale");
  const say = createSay(asLocale(await getLocale()));
  if (sale.state === "on_sale") return null;
  const { opensAt, timeZone } = sale;
  const about = {
    not_yet: {
      title: t("notYet"),
      help: opensAt
        ? t("notYetHelp", {
            day: say.day(dayOf(opensAt, timeZone)),
            time: say.time(opensAt, timeZone),
          })
        : null,
    },
    ended: { title: t("ended"), help: t("endedHelp") },
    sold_out: { title: t("soldOut"), help: t("soldOutHelp") },
    cancelled: { title: t("cancelled"), help: t("cancelledHelp") },
  }[sale.state];
  const { email } = sale.organizer;
  return (
    <div className="mb-5">
      <h2 className="font-display text-2xl font-semibold tracking-tight">{about.title}</h2>
      {about.help && <p className="mt-2 text-soft">{about.help}</p>}
      {email && (sale.state === "ended" || sale.state === "cancelled") && (
        <p className="mt-2">
          <a href={`mailto:${email}`} className={looks.link}>
            {t("contact")}
          </a>
        </p>
      )}
    </div>
  );
}
