import { fromHex, openTicketCode, toHex } from "#tools/ticketing/ticket-mark.ts";
import type { Mark } from "#tools/ticketing/ticket-mark.ts";

/**
 * The key pair with which a device signs its scans. Where the browser has Ed25519 the private part
 * never leaves it; elsewhere it is kept beside the scans.
 */
export type DeviceKeys =
  | { kind: "native"; publicKey: string; privateKey: CryptoKey }
  | { kind: "plain"; publicKey: string; secret: string };

const noble = () => import("@noble/curves/ed25519.js");
const algorithm = { name: "Ed25519" };

export async function makeKeys(): Promise<DeviceKeys> {
  try {
    const pair = (await crypto.subtle.generateKey(algorithm, false, [
      "sign",
      "verify",
    ])) as CryptoKeyPair;
    const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
    return {
      kind: "native",
      publicKey: toHex(new Uint8Array(raw)),
      privateKey: pair.privateKey,
    };
  } catch {
    const { ed25519 } = await noble();
    const secret = ed25519.utils.randomSecretKey();
    return {
      kind: "plain",
      publicKey: toHex(ed25519.getPublicKey(secret)),
      secret: toHex(secret),
    };
  }
}

export async function signText(keys: DeviceKeys, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  if (keys.kind === "native") {
    return toHex(new Uint8Array(await crypto.subtle.sign(algorithm, keys.privateKey, bytes)));
  }
  return toHex((await noble()).ed25519.sign(bytes, fromHex(keys.secret)));
}

/** Reads codes that one of these keys signed: native where the browser knows Ed25519, else in JavaScript. */
export function createCodeReader(publicKeys: string[]) {
  const opened = Promise.all(publicKeys.map(openKey));
  return async (text: string): Promise<Mark | undefined> => {
    const code = openTicketCode(text);
    if (!code) return undefined;
    for (const verify of await opened) {
      if (await verify(code.signature, code.payload)) return code.mark;
    }
    return undefined;
  };
}

async function openKey(publicKey: string) {
  const raw = fromHex(publicKey);
  try {
    const key = await crypto.subtle.importKey("raw", raw, algorithm, false, ["verify"]);
    return (signature: Uint8Array, payload: Uint8Array) =>
      crypto.subtle.verify(algorithm, key, signature.slice(), payload.slice());
  } catch {
    const { ed25519 } = await noble();
    return async (signature: Uint8Array, payload: Uint8Array) => {
      try {
        return ed25519.verify(signature, payload, raw);
      } catch {
        return false;
      }
    };
  }
}
