import { getLocale, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { untilWords } from "#tools/ticketing/until-words.ts";
import { asLocale } from "../session/preferences.ts";
import { FanPage } from "./fan-page.tsx";
import { GuestNames } from "./guest-names.tsx";
import { looks } from "./looks.ts";
import type { SharedGuestList } from "./read-after-sale.ts";

/** A partner's guest list: how many places, until when, and the names given so far. */
export async function GuestListView({ list, token }: { list: SharedGuestList; token: string }) {
  const t = await getTranslations("sharedList");
  const say = createSay(asLocale(await getLocale()));
  const { timeZone } = list.performance;
  const left = list.quota === null ? null : Math.max(list.quota - list.places, 0);
  const until = list.deadline && untilWords(say, list.deadline, timeZone);
  return (
    <FanPage
      date={list.performance}
      organizer={list.organizer}
      title={t("title", { name: list.name })}
    >
      <p className="figures mt-1 text-soft">
        {[
          left === null
            ? t("taken", { count: list.places })
            : t("takenOf", { places: list.places, quota: list.quota ?? 0 }),
          list.open && until && t("until", { until }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {!list.open && <p className={`mt-4 ${looks.mark}`}>{t("closed")}</p>}
      <GuestNames
        token={token}
        guests={list.guests.map((guest) => ({
          id: guest.id,
          name: guest.name,
          plus: guest.plusOnes > 0 ? `+${guest.plusOnes}` : null,
          email: guest.email,
        }))}
        may={list.open}
        full={left === 0}
        mostPlusOnes={Math.min(left === null ? 9 : Math.max(left - 1, 0), 9)}
        words={{
          add: t("add"),
          name: t("name"),
          plus: t("plus"),
          email: t("email"),
          emailHelp: t("emailHelp"),
          send: t("send"),
          remove: t("remove"),
          empty: t("empty"),
          full: t("full"),
          names: t("names"),
          offline: t("offline"),
        }}
      />
    </FanPage>
  );
}
