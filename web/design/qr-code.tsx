import { create } from "qrcode";

/** A QR code as one path, dark on white whatever the theme: readers want it so. */
export function QrCode({ text, className }: { text: string; className?: string }) {
  const { size, data } = create(text, { errorCorrectionLevel: "M" }).modules;
  const quiet = 2;
  let path = "";
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (data[row * size + column]) path += `M${column} ${row}h1v1h-1z`;
    }
  }
  return (
    <svg
      aria-hidden
      viewBox={`${-quiet} ${-quiet} ${size + 2 * quiet} ${size + 2 * quiet}`}
      shapeRendering="crispEdges"
      className={className}
    >
      <path
        fill="#ffffff"
        d={`M${-quiet} ${-quiet}h${size + 2 * quiet}v${size + 2 * quiet}H${-quiet}z`}
      />
      <path fill="#000000" d={path} />
    </svg>
  );
}
