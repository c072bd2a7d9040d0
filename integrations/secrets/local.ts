import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
} from "node:crypto";
import type { Env } from "../env.ts";
import type { Secrets } from "./secrets.ts";

const nonceLength = 12;
const tagLength = 16;

/**
 * AES-256-GCM under the installation's own key: KONCERT_ENCRYPTION_KEY, or one derived from
 * KONCERT_SECRET. Throws without either.
 */
export function localSecrets(env: Pick<Env, "KONCERT_ENCRYPTION_KEY" | "KONCERT_SECRET">): Secrets {
  const material = env.KONCERT_ENCRYPTION_KEY
    ? Buffer.from(env.KONCERT_ENCRYPTION_KEY, "base64")
    : env.KONCERT_SECRET;
  if (!material) {
    throw new Error("KONCERT_ENCRYPTION_KEY is missing: secrets cannot be kept without it.");
  }
  const derive = (use: string) =>
    Buffer.from(hkdfSync("sha256", material, "", `koncert ${use}`, 32));
  const [sealing, marking] = [derive("sealing"), derive("marking")];
  return {
    name: "local",
    keyId: createHash("sha256").update("koncert key id").update(sealing).digest("hex").slice(0, 8),
    seal(plain, context) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv("aes-256-gcm", sealing, nonce).setAAD(Buffer.from(context));
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv("aes-256-gcm", sealing, bytes.subarray(0, nonceLength), {
        authTagLength: tagLength,
      })
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(-tagLength));
      return Buffer.concat([
        decipher.update(bytes.subarray(nonceLength, -tagLength)),
        decipher.final(),
      ]);
    },
    mark: (purpose, id) =>
      createHmac("sha256", marking).update(`${purpose} `).update(id).digest().subarray(0, 16),
  };
}
