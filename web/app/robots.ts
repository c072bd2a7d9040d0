import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { readEnv } from "#integrations/env.ts";
import { places } from "../shell/navigation.ts";

/** The workspace and what answers programs are not for search engines. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection();
  const { KONCERT_URL } = readEnv();
  const workspace = places.flatMap((group) => group.places.map(({ href }) => href));
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/api/", "/mailbox", ...workspace] },
    sitemap: `${KONCERT_URL}/sitemap.xml`,
  };
}
