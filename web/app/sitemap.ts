import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { getAccounts } from "#accounts/auth.ts";

/** The pages that anyone may find. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection();
  const { KONCERT_URL } = getAccounts().env;
  return ["/", "/help", "/legal"].map((path) => ({ url: KONCERT_URL + path }));
}
