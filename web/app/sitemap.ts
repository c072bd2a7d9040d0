import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { readEnv } from "#integrations/env.ts";
import { publicSales } from "#database/sale.ts";
import { openParts } from "../session/context-of.ts";

/** The pages that anyone may find. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection();
  const { KONCERT_URL } = readEnv();
  const sales = await publicSales(openParts().database, new Date());
  return [
    ...["/", "/help", "/legal"].map((path) => ({ url: KONCERT_URL + path })),
    ...sales.map(({ slug, changedAt }) => ({
      url: `${KONCERT_URL}/e/${slug}`,
      lastModified: changedAt,
    })),
  ];
}
