import { getTranslations } from "next-intl/server";
import type { Sale } from "./read-sale.ts";
import { WaitingForm } from "./waiting-form.tsx";

/** Where a sold-out date allows resale: leave an address, and be offered a ticket in one's turn. */
export async function WaitingList({ sale }: { sale: Sale }) {
  if (!sale.resaleOpen || sale.state !== "sold_out" || !sale.slug) return null;
  const t = await getTranslations("waiting");
  return (
    <section className="mb-5 rounded-lg border border-line bg-surface p-4 shadow-lift">
      <h2 className="font-display text-xl font-semibold tracking-tight">{t("join")}</h2>
      <p className="mt-1 text-soft">{t("joinHelp")}</p>
      <WaitingForm
        slug={sale.slug}
        words={{
          name: t("name"),
          email: t("email"),
          send: t("joinSend"),
          privacy: t("privacy", { organizer: sale.organizer.name }),
          see: t("seePlace"),
          offline: t("offline"),
        }}
      />
    </section>
  );
}
