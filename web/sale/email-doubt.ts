/** The domains that most people write from. */
const usual = [
  "gmail.com",
  "orange.fr",
  "hotmail.fr",
  "hotmail.com",
  "free.fr",
  "yahoo.fr",
  "yahoo.com",
  "outlook.fr",
  "outlook.com",
  "laposte.net",
  "icloud.com",
  "wanadoo.fr",
  "sfr.fr",
  "live.fr",
  "proton.me",
];

/** Shorter domains differ by a letter or two without being mistakes. */
const shortest = 7;

/** The address that was probably meant, where the domain is a slip away from a usual one; else null. */
export function doubtEmail(address: string): string | null {
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1).toLowerCase();
  if (at < 1 || usual.includes(domain) || domain.length < shortest) return null;
  const meant = usual.find((one) => one.length >= shortest && slips(domain, one) === 1);
  return meant ? `${address.slice(0, at)}@${meant}` : null;
}

/** Letters to add, drop, change or swap with the next one (optimal string alignment). */
function slips(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const above = rows[i - 1] ?? [];
      const same = one[i - 1] === other[j - 1];
      let least = Math.min(
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (above[j - 1] ?? 0) + +!same,
      );
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        least = Math.min(least, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    rows.push(row);
  }
  return rows[one.length]?.[other.length] ?? 0;
}
