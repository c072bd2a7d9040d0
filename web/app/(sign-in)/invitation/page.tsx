import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { getAccounts } from "#accounts/auth.ts";
import { readInvitation } from "#accounts/joining.ts";
import { accountMessage } from "#accounts/messages.ts";
import { roleWords } from "#tools/organization/roles.ts";
import { Notice } from "../../../components/notice.tsx";
import { currentPerson } from "../../../session/current-session.ts";
import { asLocale } from "../../../session/preferences.ts";
import { FormHead } from "../../../sign-in/form-parts.tsx";
import { JoinForm } from "../../../sign-in/join-form.tsx";
import { SignUpForm } from "../../../sign-in/sign-up-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("invitationTitle"), referrer: "no-referrer" };
}

const refusals = {
  accepted: "INVITATION_USED",
  revoked: "INVITATION_REVOKED",
  expired: "INVITATION_EXPIRED",
} as const;

export default async function Invitation({
  searchParams,
}: {
  searchParams: Promise<{ token?: string }>;
}) {
  const { token } = await searchParams;
  const t = await getTranslations("signIn");
  const locale = asLocale(await getLocale());
  const [invitation, person] = await Promise.all([
    token ? readInvitation(getAccounts().database, token) : null,
    currentPerson(),
  ]);
  if (!token || !invitation || invitation.status !== "open") {
    const code =
      invitation && invitation.status !== "open"
        ? refusals[invitation.status]
        : "UNKNOWN_INVITATION";
    return (
      <>
        <FormHead title={t("invitationTitle")} />
        <Notice tone="error">{accountMessage(code, locale)}</Notice>
      </>
    );
  }
  const { email, organizationName } = invitation;
  if (!person) return <SignUpForm invited={{ token, email, organizationName }} />;
  return (
    <JoinForm
      token={token}
      organization={organizationName}
      role={roleWords[invitation.role][locale]}
      email={person.user.email}
    />
  );
}
