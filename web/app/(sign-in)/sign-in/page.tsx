import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { readEnv } from "#integrations/env.ts";
import { currentPerson } from "../../../session/current-session.ts";
import { isMailLocal } from "../../../session/mail-place.ts";
import { safeNext } from "../../../session/safe-next.ts";
import { SignInForm } from "../../../sign-in/sign-in-form.tsx";

type Query = { next?: string; error?: string; email?: string };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

export default async function SignIn({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const next = safeNext(query.next);
  if (await currentPerson()) redirect(next);
  const env = readEnv();
  return (
    <SignInForm
      next={next}
      refusal={query.error ?? null}
      email={query.email ?? ""}
      localMail={isMailLocal(env)}
      providers={[
        ...(env.GOOGLE_CLIENT_ID ? (["google"] as const) : []),
        ...(env.APPLE_CLIENT_ID ? (["apple"] as const) : []),
      ]}
    />
  );
}
