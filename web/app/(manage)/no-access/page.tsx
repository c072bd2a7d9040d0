import { Lock } from "lucide-react";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { EmptyState } from "../../../components/empty-state.tsx";

export default async function NoAccess() {
  const t = await getTranslations("noAccess");
  return (
    <div className="grid h-full place-items-center">
      <EmptyState
        icon={<Lock aria-hidden />}
        title={t("title")}
        action={
          <Link href="/dashboard" className="font-medium underline underline-offset-4">
            {t("home")}
          </Link>
        }
      >
        {t("help")}
      </EmptyState>
    </div>
  );
}
