import { getTranslations } from "next-intl/server";

/** Makes the door an application of its own on a phone. */
export async function GET() {
  const t = await getTranslations("door");
  return Response.json(
    {
      name: `KONCERT · ${t("title")}`,
      short_name: t("title"),
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
