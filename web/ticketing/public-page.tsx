import { ExternalLink } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { buttonLook } from "../components/button-look.ts";
import { Panel } from "../components/panel.tsx";
import { QrCode } from "../design/qr-code.tsx";
import { CopyLink, SaveQr } from "./link-actions.tsx";

/** Where the public buys: the address, and its QR code for posters. */
export async function PublicPage({ url, slug }: { url: string; slug: string | null }) {
  const t = await getTranslations("ticketing");
  if (!slug) {
    return (
      <Panel level={2} title={t("publicPage")}>
        <p className="font-medium">{t("notPublished")}</p>
        <p className="text-sm text-soft">{t("notPublishedHelp")}</p>
      </Panel>
    );
  }
  return (
    <Panel level={2} title={t("publicPage")}>
      <div className="flex items-start gap-4">
        <figure id="sale-qr" aria-label={t("qr")} className="shrink-0">
          <QrCode text={url} className="size-28 rounded-sm border border-line" />
        </figure>
        <div className="flex min-w-0 flex-col items-start gap-2">
          <p className="text-sm break-all text-soft">{url.replace(/^https?:\/\//, "")}</p>
          <a href={url} target="_blank" rel="noreferrer" className={buttonLook("outline", "sm")}>
            <ExternalLink aria-hidden className="size-3.5" />
            {t("openPage")}
          </a>
          <CopyLink url={url} />
          <SaveQr frame="sale-qr" name={slug} />
        </div>
      </div>
    </Panel>
  );
}
