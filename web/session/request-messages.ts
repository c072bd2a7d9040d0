import { cookies } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { asLocale, localeCookie } from "./preferences.ts";

const messages = {
  fr: () => import("../messages/fr.json"),
  en: () => import("../messages/en.json"),
};

export default getRequestConfig(async () => {
  const locale = asLocale((await cookies()).get(localeCookie)?.value);
  // Instants are shown in their venue's zone, which each caller names; the rest is Paris time.
  return { locale, messages: (await messages[locale]()).default, timeZone: "Europe/Paris" };
});
