/** RFC 9285: two bytes in three signs of a QR code's alphanumeric mode. */
const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** Base45 of an even number of bytes. */
export function toBase45(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 2) {
    const value = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
    for (const place of [1, 45, 2025]) text += signs[Math.floor(value / place) % 45];
  }
  return text;
}

/** The bytes of a Base45 text of whole groups; undefined for any other text. */
export function fromBase45(text: string): Uint8Array | undefined {
  if (text.length === 0 || text.length % 3 !== 0) return undefined;
  const bytes = new Uint8Array((text.length / 3) * 2);
  for (let at = 0; at < text.length; at += 3) {
    const [low = -1, middle = -1, high = -1] = [0, 1, 2].map((place) =>
      signs.indexOf(text.charAt(at + place)),
    );
    const value = low + middle * 45 + high * 2025;
    if (low < 0 || middle < 0 || high < 0 || value > 65_535) return undefined;
    bytes.set([value >> 8, value & 255], (at / 3) * 2);
  }
  return bytes;
}
