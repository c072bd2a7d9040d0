import { Check, Plus, X } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { Panel } from "../components/panel.tsx";
import { ToolButton } from "../forms/tool-button.tsx";
import { asLocale } from "../session/preferences.ts";
import type { Contact } from "./contact-page.tsx";

type Consent = Contact["consents"][number];

/** What holds for each channel, with its proof, and the proofs before it. */
export async function Consents({ contact }: { contact: Contact }) {
  const t = await getTranslations("contact");
  const holding = contact.consents.filter(({ holds }) => holds);
  const earlier = contact.consents.filter(({ holds }) => !holds);
  return (
    <Panel
      title={t("consents")}
      level={2}
      aside={
        <ToolButton
          permission="contacts:write"
          look="quiet"
          size="sm"
          icon={<Plus aria-hidden className="size-4" />}
          form={{
            tool: "contacts_record_consent",
            title: t("noteConsent"),
            preset: { contact: contact.id },
          }}
        >
          {t("noteConsent")}
        </ToolButton>
      }
    >
      {holding.length === 0 ? (
        <p className="text-sm text-faint">{t("noConsent")}</p>
      ) : (
        <ul className="flex flex-col gap-2.5">
          {holding.map((consent) => (
            <ConsentLine key={consent.channel} consent={consent} />
          ))}
        </ul>
      )}
      {earlier.length > 0 && (
        <details className="mt-3 text-sm">
          <summary className="cursor-pointer text-faint hover:text-ink">{t("earlier")}</summary>
          <ul className="mt-2 flex flex-col gap-2">
            {earlier.map((consent) => (
              <ConsentLine key={`${consent.channel} ${consent.at}`} consent={consent} />
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

async function ConsentLine({ consent }: { consent: Consent }) {
  const [t, choices, locale] = await Promise.all([
    getTranslations("contact"),
    getTranslations("choices"),
    getLocale(),
  ]);
  const say = createSay(asLocale(locale));
  const granted = consent.status === "granted";
  const source = t.has(`via.${consent.source}`) ? t(`via.${consent.source}`) : consent.source;
  return (
    <li className="text-sm">
      <span className="flex items-center gap-1.5">
        {granted ? (
          <Check aria-hidden className="size-4 text-confirmed" />
        ) : (
          <X aria-hidden className="size-4 text-danger" />
        )}
        <span className="font-medium">{choices(`consent_channel.${consent.channel}`)}</span>
        <span className={granted ? "text-confirmed" : "text-danger"}>
          {choices(`consent_status.${consent.status}`)}
        </span>
      </span>
      <span className="block pl-5.5 break-words text-faint">
        {t("proofLine", { day: say.day(consent.on), source })}
        {consent.proof && <span className="block break-all">{consent.proof}</span>}
      </span>
    </li>
  );
}
