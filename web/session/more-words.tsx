"use client";

import { type AbstractIntlMessages, IntlProvider } from "use-intl";
import { createContext, type ReactNode, useContext, useMemo } from "react";

const Known = createContext<AbstractIntlMessages>({});

/** Words on top of those that the browser has from the frames around. */
export function MoreWords({
  messages,
  locale,
  timeZone,
  children,
}: {
  messages: AbstractIntlMessages;
  locale: string;
  timeZone: string;
  children: ReactNode;
}) {
  const known = useContext(Known);
  const all = useMemo(() => ({ ...known, ...messages }), [known, messages]);
  return (
    <Known value={all}>
      <IntlProvider locale={locale} messages={all} timeZone={timeZone}>
        {children}
      </IntlProvider>
    </Known>
  );
}
