import { getTranslations } from "next-intl/server";
import { Panel } from "../components/panel.tsx";
import { LineLink, Lines } from "../components/line-link.tsx";
import { readTool } from "../session/read-tool.ts";

const shown = 6;

/** What documents say near the words looked for, below the list of titles. */
export async function Passages({ words }: { words: string }) {
  const [t, { passages }] = await Promise.all([
    getTranslations("documents"),
    readTool("documents_search_documents", { words, limit: shown }),
  ]);
  return (
    <Panel
      title={t("passages")}
      subtitle={t("passagesHelp", { words })}
      level={2}
      flush
      className="shrink-0"
    >
      <Lines>
        {passages.map((passage) => (
          <li key={`${passage.documentId} ${passage.body.slice(0, 40)}`}>
            <LineLink
              href={`/documents/${passage.documentId}`}
              title={passage.title}
              detail={passage.body.replace(passage.title, "").trim()}
            />
          </li>
        ))}
        {passages.length === 0 && <li className="px-4 py-3 text-sm text-faint">{t("noMatch")}</li>}
      </Lines>
    </Panel>
  );
}
