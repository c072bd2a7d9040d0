import type { Metadata, Viewport } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { z } from "zod";
import { Scanner } from "../../../../door/scanner.tsx";
import { Words } from "../../../../session/words.tsx";

type Asked = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations("door"))("title"),
    manifest: `/door/manifest.webmanifest?lang=${await getLocale()}`,
    appleWebApp: { capable: true, title: "KONCERT", statusBarStyle: "black" },
    robots: { index: false },
  };
}

export const viewport: Viewport = { themeColor: "#110c0d" };

/** Holds no data and asks for no session: it is kept by the device and opened without a network. */
export default async function DoorPage({ params }: Asked) {
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  return (
    <Words of={["door"]}>
      <Scanner performanceId={id.data} />
    </Words>
  );
}
