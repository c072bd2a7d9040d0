/** Keeps secrets at rest and recognises what this installation gave out. */
export interface Secrets {
  readonly name: "local";
  /** Names the key that seals now, kept beside each ciphertext. */
  readonly keyId: string;
  /** Opens only under the same context: whose secret it is, in which row. */
  seal(plain: Uint8Array, context: string): Buffer;
  /** Throws for a text that was changed, or sealed under another context or key. */
  open(sealed: Uint8Array, context: string): Buffer;
  /** Sixteen bytes that only this installation can make for a purpose and an id. */
  mark(purpose: string, id: Uint8Array): Buffer;
}
