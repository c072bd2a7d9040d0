import type { Metadata, Viewport } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { z } from "zod";
import { Scanner } from "../../../../door/scanner.tsx";
import { readTool } from "../../../../session/read-tool.ts";
import { Words } from "../../../../session/words.tsx";

type Asked = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations("door"))("title"),
    manifest: "/door/manifest.webmanifest",
    appleWebApp: { capable: true, title: "KONCERT", statusBarStyle: "black" },
  };
}

export const viewport: Viewport = { themeColor: "#110c0d" };

export default async function DoorPage({ params }: Asked) {
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  const door = await readTool("ticketing_get_door", { performance: id.data });
  return (
    <Words of={["door"]}>
      <Scanner first={door} />
    </Words>
  );
}
