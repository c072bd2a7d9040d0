/** Bits of a text of 0 and 1 in bytes, the first bit highest. */
export function packBits(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil(text.length / 8));
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) === 49) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (128 >> (at & 7));
  }
  return bytes;
}

/** Whether the bit at `at` is set. */
export const bitAt = (bytes: Uint8Array, at: number): boolean =>
  ((bytes[at >> 3] ?? 0) & (128 >> (at & 7))) !== 0;

/**
 * Bits on the wire: deflated where that is shorter, in base64. Ticket numbers of a date have no gap,
 * so that the place of a bit says whose it is.
 */
export async function sendBits(text: string): Promise<string> {
  const bytes = packBits(text);
  const small = await through(bytes, new CompressionStream("deflate-raw"));
  const isSmaller = small.length < bytes.length;
  return (isSmaller ? "d" : "p") + toBase64(isSmaller ? small : bytes);
}

/** Bits as they came. */
export async function receiveBits(text: string): Promise<Uint8Array> {
  const bytes = Uint8Array.from(atob(text.slice(1)), (sign) => sign.charCodeAt(0));
  return text.startsWith("d") ? through(bytes, new DecompressionStream("deflate-raw")) : bytes;
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  return new Uint8Array(
    await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer(),
  );
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
