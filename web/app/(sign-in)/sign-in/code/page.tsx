import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { safeNext } from "../../../../session/safe-next.ts";
import { CodeForm } from "../../../../sign-in/code-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("codeTitle") };
}

export default async function Code({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  return <CodeForm next={safeNext((await searchParams).next)} />;
}
