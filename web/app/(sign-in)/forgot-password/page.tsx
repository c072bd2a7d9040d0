import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { connection } from "next/server";
import { readEnv } from "#integrations/env.ts";
import { isMailLocal } from "../../../session/mail-place.ts";
import { ForgotForm } from "../../../sign-in/forgot-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("forgotTitle") };
}

export default async function ForgotPassword() {
  await connection();
  return <ForgotForm localMail={isMailLocal(readEnv())} />;
}
