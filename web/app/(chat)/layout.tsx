import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { listConversations } from "#agent/conversations.ts";
import { getAccounts } from "#accounts/auth.ts";
import { readCatalogue } from "../../chat/read-catalogue.ts";
import { Shell } from "../../chat/shell.tsx";
import { contextOf } from "../../session/context-of.ts";
import { currentPerson, currentSession } from "../../session/current-session.ts";
import { asLocale, asTheme, localeCookie, themeCookie } from "../../session/preferences.ts";
import { Words } from "../../session/words.tsx";
import { isMailLocal } from "../../session/mail-place.ts";
import { chatWords } from "../../chat/words.ts";

export default async function ChatLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (!session) redirect((await currentPerson()) ? "/new-organization" : "/sign-in");
  const jar = await cookies();
  const conversations = await listConversations(contextOf(session), { limit: 50 });
  return (
    <Words of={chatWords}>
      <Shell
        person={{
          name: session.user.name,
          email: session.user.email,
          organizationId: session.active.organizationId,
          organizations: session.memberships.map((one) => ({
            id: one.organizationId,
            name: one.organizationName,
          })),
          theme: asTheme(jar.get(themeCookie)?.value),
          localMail: isMailLocal(getAccounts().env),
        }}
        conversations={conversations}
        catalogue={readCatalogue(asLocale(jar.get(localeCookie)?.value ?? session.locale))}
      >
        {children}
      </Shell>
    </Words>
  );
}
