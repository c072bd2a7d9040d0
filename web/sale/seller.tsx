import { getLocale, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { asLocale } from "../session/preferences.ts";
import type { Sale } from "./read-sale.ts";

/** Who sells, and what the law wants said with it. */
export async function Seller({
  organizer,
  terms = true,
}: {
  organizer: Sale["organizer"];
  /** False where the page says the terms elsewhere. */
  terms?: boolean;
}) {
  const t = await getTranslations("seller");
  const say = createSay(asLocale(await getLocale()));
  const { name, licenceNumbers, address, postalCode, city, email, siret } = organizer;
  const town = [postalCode, city].filter(Boolean).join(" ");
  const lines = [
    [t("seller", { name }), address, town].filter(Boolean).join(", "),
    licenceNumbers.length > 0 &&
      t("licences", { count: licenceNumbers.length, list: say.list(licenceNumbers) }),
    siret && t("siret", { siret }),
    terms && t("noReturn"),
  ];
  return (
    <footer className="mt-10 border-t border-line pt-5 text-sm leading-5 text-soft">
      <h2 className="sr-only">{t("title")}</h2>
      {lines.filter(Boolean).map((line) => (
        <p key={line as string} dir="auto" className="mb-2 break-words">
          {line}
        </p>
      ))}
      {email && (
        <p>
          <a href={`mailto:${email}`} className="break-all underline underline-offset-4">
            {email}
          </a>
        </p>
      )}
    </footer>
  );
}
