import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { connection } from "next/server";
import { getAccounts } from "#accounts/auth.ts";
import { isMailLocal } from "../../../session/mail-place.ts";
import { ForgotForm } from "../../../sign-in/forgot-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("forgotTitle") };
}

export default async function ForgotPassword() {
  await connection();
  return <ForgotForm localMail={isMailLocal(getAccounts().env)} />;
}
