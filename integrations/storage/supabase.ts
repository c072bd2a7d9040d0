import { askProvider } from "../ask-provider.ts";
import { safeKey, type Storage } from "./storage.ts";

const authorize = (serviceKey: string) => ({
  authorization: `Bearer ${serviceKey}`,
  apikey: serviceKey,
});

/** A private bucket of Supabase Storage, over its REST interface with the service key. */
export function supabaseStorage(options: {
  url: string;
  serviceKey: string;
  bucket: string;
}): Storage {
  const base = options.url.replace(/\/+$/, "");
  const addressOf = (key: string) =>
    `${base}/storage/v1/object/${encodeURIComponent(options.bucket)}/${safeKey(key)}`;
  const headers = authorize(options.serviceKey);
  return {
    name: "supabase",
    async put(key, bytes, mime) {
      await askProvider("Supabase Storage", addressOf(key), {
        method: "POST",
        headers: { ...headers, "content-type": mime, "x-upsert": "true" },
        body: new Uint8Array(bytes),
      });
    },
    async get(key) {
      const response = await askProvider(
        "Supabase Storage",
        addressOf(key),
        { headers },
        [400, 404],
      );
      if (!response.ok) return missing(response);
      return {
        bytes: new Uint8Array(await response.arrayBuffer()),
        mime: response.headers.get("content-type") ?? "application/octet-stream",
      };
    },
    async delete(key) {
      const response = await askProvider(
        "Supabase Storage",
        addressOf(key),
        { method: "DELETE", headers },
        [400, 404],
      );
      if (!response.ok) await missing(response);
    },
  };
}

/** Asks for the bucket itself. Throws ProviderError. */
export async function checkSupabaseStorage(options: {
  url: string;
  serviceKey: string;
  bucket: string;
}): Promise<void> {
  const base = options.url.replace(/\/+$/, "");
  const address = `${base}/storage/v1/bucket/${encodeURIComponent(options.bucket)}`;
  await askProvider("Supabase Storage", address, { headers: authorize(options.serviceKey) });
}

/** The service reports a missing object as 404, or as 400 with "not_found" or a statusCode of 404 in its body. */
async function missing(response: Response): Promise<null> {
  const body = await response.text();
  if (response.status === 404 || /not_found|"statusCode"\s*:\s*"?404/.test(body)) return null;
  throw new Error(`Supabase Storage answered ${response.status}: ${body.slice(0, 300)}`);
}
