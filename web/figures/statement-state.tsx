import { getTranslations } from "next-intl/server";
import Link from "next/link";
import type { ToolOutput } from "#tools/call-tool.ts";
import type { Say } from "#tools/core/text.ts";
import { buttonLook } from "../components/button-look.ts";
import { Notice } from "../components/notice.tsx";

/** Whether the statement still follows the sales, is frozen, or has been left behind by them. */
export async function StatementState({
  statement,
  say,
}: {
  statement: ToolOutput<"ticketing_get_statement">;
  say: Say;
}) {
  const t = await getTranslations("figures");
  const { document, testTickets, over } = statement;
  const open = document && (
    <Link href={`/documents/${document.id}`} className={buttonLook("outline", "sm")}>
      {t("open")}
    </Link>
  );
  return (
    <div className="flex flex-col gap-2">
      {!document && (
        <Notice title={t("provisional")}>{t(over ? "provisionalOver" : "provisionalHelp")}</Notice>
      )}
      {document?.same && (
        <Notice
          title={t("settledOn", {
            day: document.issuedOn ? say.day(document.issuedOn) : "–",
            version: document.version,
          })}
          action={open}
        >
          {t("settledHelp")}
        </Notice>
      )}
      {document && !document.same && (
        <Notice tone="warning" title={t("moved", { version: document.version })} action={open}>
          {t("movedHelp")}
        </Notice>
      )}
      {testTickets > 0 && (
        <Notice tone="warning" title={t("test", { count: testTickets })}>
          {t("testHelp")}
        </Notice>
      )}
    </div>
  );
}
