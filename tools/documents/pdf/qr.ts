import QRCode from "qrcode";
import { palette, type Paper } from "./paper.ts";

/** The empty modules that a reader needs around a code. */
const quietZone = 4;

/** A QR code of level M as vectors, its quiet zone inside `side`. */
export function drawQr(paper: Paper, text: string, x: number, y: number, side: number): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  const unit = side / (size + 2 * quietZone);
  paper.rect(x, y, side, side, palette.white);
  // One path: the eyes of a reader see no seams between modules.
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!modules.get(row, column)) continue;
      paper.doc.rect(x + (column + quietZone) * unit, y + (row + quietZone) * unit, unit, unit);
    }
  }
  paper.doc.fill("#000000");
}
