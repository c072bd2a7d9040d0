import { readFile } from "node:fs/promises";
import path from "node:path";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { ImageResponse } from "next/og";
import { dayParts } from "../../../../components/day-parts.ts";
import { artHeight, artWidth, posterArt } from "../../../../sale/poster-art.ts";
import { readSale } from "../../../../sale/read-sale.ts";
import { asLocale } from "../../../../session/preferences.ts";

export const size = { width: 1200, height: 630 };
export const contentType = "image/png";

const paper = "#100c0d";
const ink = "#f7f1e8";
const soft = "rgba(247, 241, 232, 0.8)";
const radius = 290;

/** What a message shows when somebody sends the address of a date: its poster, lying down. */
export default async function SalePicture({ params }: { params: Promise<{ slug: string }> }) {
  const [sale, face, locale] = await Promise.all([
    params.then(({ slug }) => readSale(slug)),
    readFile(path.join(process.cwd(), "web/sale/poster-face.woff")),
    getLocale(),
  ]);
  if (!sale) notFound();
  const { artist, day, slug, venue } = sale;
  const { number, weekday, month } = dayParts(day, asLocale(locale));
  const { angle, light } = posterArt(`${slug ?? ""}${artist}${day}`);
  const [x, y] = light.kind === "moon" || light.kind === "rings" ? [light.x, light.y] : [300, 130];
  return new ImageResponse(
    <div
      style={{
        display: "flex",
        flexDirection: "column",
        justifyContent: "flex-end",
        width: "100%",
        height: "100%",
        padding: 64,
        background: paper,
        color: ink,
        fontFamily: "Poster",
      }}
    >
      <div
        style={{
          position: "absolute",
          width: 2 * radius,
          height: 2 * radius,
          borderRadius: radius,
          left: (x / artWidth) * size.width - radius,
          top: (y / artHeight) * size.height - radius,
          backgroundImage: `linear-gradient(${90 + angle}deg, #ffb13d 0%, #ff5a36 46%, #d3278e 100%)`,
        }}
      />
      <div
        style={{
          position: "absolute",
          left: 0,
          right: 0,
          bottom: 0,
          height: 460,
          backgroundImage: `linear-gradient(to top, ${paper} 35%, rgba(16, 12, 13, 0) 100%)`,
        }}
      />
      <div style={{ fontSize: artist.length > 18 ? 96 : 150, lineHeight: 0.95, letterSpacing: -4 }}>
        {artist}
      </div>
      <div style={{ display: "flex", alignItems: "center", marginTop: 40, fontSize: 40 }}>
        <span style={{ fontSize: 92, lineHeight: 1, marginRight: 22 }}>{number}</span>
        <span style={{ display: "flex", flexDirection: "column", color: soft, fontSize: 34 }}>
          <span>{weekday}</span>
          <span>{month}</span>
        </span>
        <span
          style={{
            display: "flex",
            flexDirection: "column",
            marginLeft: 40,
            paddingLeft: 40,
            borderLeft: "2px solid rgba(247, 241, 232, 0.35)",
          }}
        >
          <span>{venue?.city ?? venue?.name ?? ""}</span>
          {venue?.city && <span style={{ color: soft, fontSize: 34 }}>{venue.name}</span>}
        </span>
      </div>
    </div>,
    { ...size, fonts: [{ name: "Poster", data: face, weight: 700, style: "normal" }] },
  );
}
