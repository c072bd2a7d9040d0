import { getTranslations } from "next-intl/server";
import { Panel } from "../components/panel.tsx";
import { classNames } from "../design/class-names.ts";
import { changedPassages, compareTexts } from "./compare-texts.ts";

const looks = {
  same: "text-soft",
  added: "bg-confirmed-wash text-confirmed",
  removed: "bg-danger-wash text-danger",
} as const;
const signs = { same: "", added: "+", removed: "−" } as const;

/** What changed between two versions, line by line. */
export async function DocumentComparison({
  before,
  after,
  versions,
}: {
  before: string;
  after: string;
  versions: { before: number; after: number };
}) {
  const t = await getTranslations("document");
  const passages = changedPassages(compareTexts(before, after));
  return (
    <Panel title={t("comparing", versions)} level={2} flush>
      {passages.length === 0 ? (
        <p className="border-t border-line px-4 py-3 text-sm text-faint">{t("same")}</p>
      ) : (
        <ol className="border-t border-line py-2 text-sm">
          {passages.map((passage, place) => (
            // Passages have no identity of their own and never reorder.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={place} className={place > 0 ? "mt-2 border-t border-line pt-2" : undefined}>
              {passage.differences.map(({ kind, line }, at) => (
                <p
                  // oxlint-disable-next-line react/no-array-index-key
                  key={at}
                  className={classNames(
                    "grid min-h-6 grid-cols-[1.25rem_minmax(0,1fr)] px-4 py-0.5 break-words",
                    looks[kind],
                  )}
                >
                  <span aria-hidden className="select-none">
                    {signs[kind]}
                  </span>
                  <span>
                    {kind !== "same" && <span className="sr-only">{t(kind)} </span>}
                    {line}
                  </span>
                </p>
              ))}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
