import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/** Sends the browser the words of these namespaces alone. */
export async function Words({ of, children }: { of: string[]; children: ReactNode }) {
  const messages = await getMessages();
  return (
    <NextIntlClientProvider
      messages={Object.fromEntries(Object.entries(messages).filter(([name]) => of.includes(name)))}
    >
      {children}
    </NextIntlClientProvider>
  );
}
