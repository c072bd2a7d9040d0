import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { currentPerson } from "../../../session/current-session.ts";
import { SignUpForm } from "../../../sign-in/sign-up-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("signUpTitle") };
}

export default async function SignUp() {
  if (await currentPerson()) redirect("/");
  return <SignUpForm invited={null} />;
}
