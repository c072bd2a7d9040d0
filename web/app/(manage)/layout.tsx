import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { getAccounts } from "#accounts/auth.ts";
import { currentPerson, currentSession } from "../../session/current-session.ts";
import { currentDesk, requireSession } from "../../session/read-tool.ts";
import { isMailLocal } from "../../session/mail-place.ts";
import { asLocale, asTheme, localeCookie, themeCookie } from "../../session/preferences.ts";
import { Words } from "../../session/words.tsx";
import { readCatalogue } from "../../shell/read-catalogue.ts";
import { Shell } from "../../shell/shell.tsx";
import { workspaceWords } from "../../shell/words.ts";

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  if (!(await currentSession()) && (await currentPerson())) redirect("/new-organization");
  const session = await requireSession();
  const [jar, desk] = await Promise.all([cookies(), currentDesk()]);
  return (
    <Words of={workspaceWords}>
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
        permissions={[...desk.permissions]}
        waiting={desk.waiting}
        catalogue={readCatalogue(
          asLocale(jar.get(localeCookie)?.value ?? session.locale),
          desk.permissions,
        )}
      >
        {children}
      </Shell>
    </Words>
  );
}
