import { getLocale, getMessages, getTimeZone } from "next-intl/server";
import type { ReactNode } from "react";
import { MoreWords } from "./more-words.tsx";

/** Sends the browser the words of these namespaces, beside those of the frames around. */
export async function Words({ of, children }: { of: string[]; children: ReactNode }) {
  const [messages, locale, timeZone] = await Promise.all([
    getMessages(),
    getLocale(),
    getTimeZone(),
  ]);
  const own = Object.fromEntries(Object.entries(messages).filter(([name]) => of.includes(name)));
  return (
    <MoreWords messages={own} locale={locale} timeZone={timeZone}>
      {children}
    </MoreWords>
  );
}
