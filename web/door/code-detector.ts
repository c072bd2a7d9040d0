type Found = { rawValue: string };
export type Detector = { detect(source: HTMLVideoElement): Promise<Found[]> };
type DetectorClass = {
  new (options: { formats: "qr_code"[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
};

const browser = globalThis as { BarcodeDetector?: DetectorClass };
const options = { formats: ["qr_code" as const] };

/** The browser's own reader of QR codes, or where it has none one in WebAssembly from our own address. */
export async function openDetector(): Promise<Detector> {
  const own = await nativeClass();
  return own ? new own(options) : openModule();
}

/** Loads what this browser will need to read codes, and says where it came from. */
export async function loadDetector(): Promise<string[]> {
  if (await nativeClass()) return [];
  await openModule();
  const { pathname, search } = new URL(wasmAddress(), window.location.href);
  return [pathname + search];
}

async function nativeClass(): Promise<DetectorClass | undefined> {
  const own = browser.BarcodeDetector;
  const formats = (await own?.getSupportedFormats().catch(() => [])) ?? [];
  return formats.includes("qr_code") ? own : undefined;
}

async function openModule(): Promise<Detector> {
  const { BarcodeDetector, prepareZXingModule } = await import("barcode-detector/ponyfill");
  await prepareZXingModule({
    overrides: { locateFile: () => wasmAddress() },
    fireImmediately: true,
  });
  return new BarcodeDetector(options);
}

/** Where the module lies: with the page's other parts, so that it is kept with them. */
const wasmAddress = (): string =>
  new URL("zxing-wasm/reader/zxing_reader.wasm", import.meta.url).href;
