import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { GuestListView } from "../../../../sale/guest-list-view.tsx";
import { readSharedList } from "../../../../sale/read-after-sale.ts";

type Asked = { params: Promise<{ token: string }> };

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const list = await readSharedList((await params).token);
  const t = await getTranslations();
  return {
    title: {
      absolute: list
        ? t("sharedList.titleFor", { artist: list.performance.artist })
        : t("sale.missing"),
    },
    robots: { index: false, follow: false },
    referrer: "no-referrer",
  };
}

/** The secret page of a partner's guest list. */
export default async function GuestListPage({ params }: Asked) {
  const { token } = await params;
  const list = await readSharedList(token);
  if (!list) notFound();
  return <GuestListView list={list} token={token} />;
}
