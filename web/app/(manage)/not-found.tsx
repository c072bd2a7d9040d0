import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { EmptyState } from "../../components/empty-state.tsx";

export default async function ChatNotFound() {
  const t = await getTranslations("chat");
  return (
    <div className="grid h-full place-items-center">
      <EmptyState
        title={t("notFound")}
        action={
          <Link href="/" className="underline underline-offset-4">
            {t("newConversation")}
          </Link>
        }
      >
        {t("notFoundHelp")}
      </EmptyState>
    </div>
  );
}
