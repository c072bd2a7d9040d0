import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { currentPerson } from "../../../session/current-session.ts";
import { OrganizationForm } from "../../../sign-in/organization-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("organizationTitle") };
}

export default async function NewOrganization() {
  const person = await currentPerson();
  if (!person) redirect("/sign-in");
  if (person.memberships.length > 0) redirect("/");
  return <OrganizationForm />;
}
