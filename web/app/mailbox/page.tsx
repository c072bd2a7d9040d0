import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import Link from "next/link";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getAccounts } from "#accounts/auth.ts";
import { listLocalMail } from "#integrations/mail/local.ts";
import { createSay } from "#tools/core/text.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { Notice } from "../../components/notice.tsx";
import { Wordmark } from "../../design/wordmark.tsx";
import { isMailboxHere } from "../../session/mail-place.ts";
import { asLocale } from "../../session/preferences.ts";
import { LetterText } from "./letter-text.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mailbox"))("title"), robots: { index: false } };
}

/** Only reached where letters stay on this machine; elsewhere the page does not exist. */
export default async function Mailbox() {
  await connection();
  const { env } = getAccounts();
  if (!isMailboxHere(env)) notFound();
  const [t, locale, letters] = await Promise.all([
    getTranslations("mailbox"),
    getLocale(),
    listLocalMail(env.KONCERT_DATA_DIR),
  ]);
  const say = createSay(asLocale(locale));
  return (
    <main className="mx-auto flex w-full max-w-3xl flex-col gap-6 px-4 py-8 sm:px-6">
      <header className="flex items-center justify-between">
        <Link href="/" aria-label="KONCERT">
          <Wordmark height={15} />
        </Link>
        <Link href="/sign-in" className="text-sm text-soft underline-offset-4 hover:underline">
          {t("signIn")}
        </Link>
      </header>
      <div>
        <h1 className="font-display text-2xl font-semibold tracking-tight">{t("title")}</h1>
        <p className="mt-1 text-soft">{t("help")}</p>
      </div>
      {letters.length === 0 ? (
        <EmptyState icon={<Inbox />} title={t("empty")}>
          {t("emptyHelp")}
        </EmptyState>
      ) : (
        <ul className="flex flex-col gap-3">
          {letters.map((letter, index) => (
            <li key={letter.id} className="overflow-clip rounded-lg border border-line bg-surface">
              <details open={index === 0}>
                <summary className="flex list-none flex-wrap items-baseline justify-between gap-x-4 px-4 py-3 hover:bg-hover">
                  <span className="font-medium">{letter.subject}</span>
                  <span className="figures text-sm text-faint">
                    {letter.to} · {say.shortDay(letter.sentAt.slice(0, 10))},{" "}
                    {say.time(letter.sentAt, "Europe/Paris")}
                  </span>
                </summary>
                <div className="border-t border-line px-4 py-3 text-sm">
                  <LetterText text={letter.text} />
                  {letter.files && letter.files.length > 0 && (
                    <ul className="mt-3 border-t border-line pt-2">
                      {letter.files.map((file, at) => (
                        <li key={file.name}>
                          <a
                            href={`/mailbox/${letter.id}/${at}`}
                            download={file.name}
                            className="figures underline underline-offset-4"
                          >
                            {file.name} ({say.number(Math.ceil(file.size / 1_000))} {t("kilobytes")}
                            )
                          </a>
                        </li>
                      ))}
                    </ul>
                  )}
                </div>
              </details>
            </li>
          ))}
        </ul>
      )}
      <Notice>{t("local")}</Notice>
    </main>
  );
}
