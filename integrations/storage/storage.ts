/** Files by key. A key is segments of letters, digits, dots, dashes and underscores, parted by slashes. */
export interface Storage {
  readonly name: "local" | "supabase";
  /** Replaces what the key held. */
  put(key: string, bytes: Uint8Array, mime: string): Promise<void>;
  /** Null when the key holds nothing. */
  get(key: string): Promise<StoredFile | null>;
  /** Does nothing when the key holds nothing. */
  delete(key: string): Promise<void>;
}

export type StoredFile = { bytes: Uint8Array<ArrayBuffer>; mime: string };

const segment = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

/** The key itself. Throws for one that could leave its folder. */
export function safeKey(key: string): string {
  if (
    key.length > 512 ||
    !key.split("/").every((part) => segment.test(part) && part.length <= 200)
  ) {
    throw new Error(`not a storage key: ${JSON.stringify(key.slice(0, 80))}`);
  }
  return key;
}
