import QRCode from "qrcode";

/** The empty modules that a reader needs around a code. */
const quietZone = 4;

/** A QR code of level M, black on white by day and by night: readers want it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const side = modules.size + 2 * quietZone;
  let path = "";
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) path += `M${column + quietZone} ${row + quietZone}h1v1h-1z`;
    }
  }
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className="block w-full rounded-md bg-[#ffffff]"
    >
      <path d={path} fill="#000000" />
    </svg>
  );
}
