import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { Wordmark } from "../design/wordmark.tsx";

export default async function NotFound() {
  const t = await getTranslations("notFound");
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="flex max-w-md flex-col items-start gap-4">
        <Wordmark height={16} />
        <h1 className="mt-6 font-display text-2xl font-semibold tracking-tight">{t("title")}</h1>
        <p className="text-soft">{t("help")}</p>
        <Link href="/" className="font-medium underline underline-offset-4">
          {t("home")}
        </Link>
      </div>
    </main>
  );
}
