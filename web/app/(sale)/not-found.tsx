import { getTranslations } from "next-intl/server";
import { Wordmark } from "../../design/wordmark.tsx";

export default async function SaleNotFound() {
  const t = await getTranslations("sale");
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-4 p-6">
      <Wordmark height={16} />
      <h1 className="mt-6 font-display text-2xl font-semibold tracking-tight">{t("missing")}</h1>
      <p className="text-soft">{t("missingHelp")}</p>
      <p className="text-soft">{t("missingOrder")}</p>
    </main>
  );
}
