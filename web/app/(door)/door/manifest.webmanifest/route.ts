import { getTranslations } from "next-intl/server";
import { asLocale } from "../../../../session/preferences.ts";

/** Makes the door an application of its own on a phone. Browsers read it without cookies: its address says the language. */
export async function GET(request: Request) {
  const locale = asLocale(new URL(request.url).searchParams.get("lang") ?? undefined);
  const t = await getTranslations({ locale, namespace: "door" });
  return Response.json(
    {
      name: `KONCERT · ${t("title")}`,
      short_name: t("title"),
      lang: locale,
      start_url: "/door",
      scope: "/door",
      display: "standalone",
      background_color: "#110c0d",
      theme_color: "#110c0d",
      icons: [
        { src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
        { src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "maskable" },
      ],
    },
    { headers: { "content-type": "application/manifest+json", "cache-control": "private" } },
  );
}
