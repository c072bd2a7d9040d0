import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ResetForm } from "../../../sign-in/reset-form.tsx";

type Query = { token?: string; error?: string };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("resetTitle"), referrer: "no-referrer" };
}

export default async function ResetPassword({ searchParams }: { searchParams: Promise<Query> }) {
  const { token, error } = await searchParams;
  return <ResetForm token={error ? null : (token ?? null)} refusal={error ?? null} />;
}
