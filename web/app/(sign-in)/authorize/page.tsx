import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getAccounts } from "#accounts/auth.ts";
import { readApplication } from "#accounts/consent.ts";
import { Notice } from "../../../components/notice.tsx";
import { currentPerson } from "../../../session/current-session.ts";
import type { PageInput } from "../../../session/page-input.ts";
import { ConsentForm } from "../../../sign-in/consent-form.tsx";
import { FormHead } from "../../../sign-in/form-parts.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn.consent");
  return { title: t("title"), referrer: "no-referrer" };
}

/** Where the accounts service leads whom an application asks for: it names what would be allowed. */
export default async function Authorize({ searchParams }: PageInput) {
  const [t, query, person] = await Promise.all([
    getTranslations("signIn.consent"),
    searchParams,
    currentPerson(),
  ]);
  const given = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      [value ?? []].flat().map((one) => [name, one] as [string, string]),
    ),
  );
  if (!person) redirect(`/sign-in?${new URLSearchParams({ next: `/authorize?${given}` })}`);
  const clientId = given.get("client_id");
  const application =
    clientId && given.has("sig")
      ? await readApplication(getAccounts(), await headers(), clientId)
      : undefined;
  if (!application || person.memberships.length === 0) {
    return (
      <>
        <FormHead title={t("title")} />
        <Notice tone="error">{t(application ? "nowhere" : "expired")}</Notice>
      </>
    );
  }
  return (
    <ConsentForm
      application={application.name}
      returnsTo={hostOf(given.get("redirect_uri"))}
      email={person.user.email}
      scopes={(given.get("scope") ?? "").split(" ").filter(Boolean)}
      organizations={person.memberships.map(({ organizationId, organizationName }) => ({
        value: organizationId,
        label: organizationName,
      }))}
    />
  );
}

const hostOf = (address: string | null): string =>
  address && URL.canParse(address) ? new URL(address).host : "";
