import type { MetadataRoute } from "next";
import { getTranslations } from "next-intl/server";
import { paper } from "../../design/paper-colours.ts";
import { asLocale } from "../../session/preferences.ts";

/** What a phone or a desktop installs. Browsers read it without cookies: its address says the language. */
export async function GET(request: Request): Promise<Response> {
  const locale = asLocale(new URL(request.url).searchParams.get("lang") ?? undefined);
  const [meta, nav] = await Promise.all([
    getTranslations({ locale, namespace: "meta" }),
    getTranslations({ locale, namespace: "nav" }),
  ]);
  const manifest: MetadataRoute.Manifest = {
    id: "/",
    name: "KONCERT",
    short_name: "KONCERT",
    description: meta("description"),
    lang: locale,
    dir: "ltr",
    start_url: "/dashboard",
    scope: "/",
    display: "standalone",
    theme_color: paper.dark,
    background_color: paper.dark,
    categories: ["business", "productivity"],
    icons: [
      { src: "/icons/app.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icons/192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    shortcuts: [
      { name: nav("chat"), url: "/chat" },
      { name: nav("performances"), url: "/performances" },
      { name: nav("door"), url: "/door" },
    ],
  };
  return Response.json(manifest, { headers: { "content-type": "application/manifest+json" } });
}
