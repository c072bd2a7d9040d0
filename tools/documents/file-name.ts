/** « feuille-de-route-marseille-12-fevrier-2027.pdf » */
export function pdfName(parts: (string | null)[]): string {
  const plain = parts
    .filter((part) => part !== null)
    .join(" ")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return `${plain || "document"}.pdf`;
}
