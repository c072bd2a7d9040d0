import { getTranslations } from "next-intl/server";
import { looks } from "./looks.ts";

/** Opens the ticket types that are kept for those who have a code; the page asks for itself again. */
export async function AccessCode({
  given,
  opensNothing,
}: {
  given: string;
  opensNothing: boolean;
}) {
  const t = await getTranslations("sale");
  return (
    <details open={given !== ""} className="mt-5">
      <summary className={looks.link}>{t("code")}</summary>
      <form method="get" className="mt-1 flex gap-2">
        <label htmlFor="access-code" className="sr-only">
          {t("codeLabel")}
        </label>
        <input
          id="access-code"
          name="code"
          defaultValue={given}
          maxLength={60}
          autoComplete="off"
          autoCapitalize="characters"
          className={looks.box}
        />
        <button type="submit" className={looks.second}>
          {t("codeApply")}
        </button>
      </form>
      {opensNothing && <p className="mt-2 text-sm text-danger">{t("codeNothing")}</p>}
    </details>
  );
}
