import type { MetadataRoute } from "next";
import { getTranslations } from "next-intl/server";
import { paper } from "../design/paper-colours.ts";

/** What a phone or a desktop installs. Browsers read it without cookies, so in French. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const [meta, nav] = await Promise.all([
    getTranslations({ locale: "fr", namespace: "meta" }),
    getTranslations({ locale: "fr", namespace: "nav" }),
  ]);
  return {
    id: "/",
    name: "KONCERT",
    short_name: "KONCERT",
    description: meta("description"),
    lang: "fr",
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
}
