type Found = { rawValue: string };
export type Detector = { detect(source: HTMLVideoElement): Promise<Found[]> };
type DetectorClass = {
  new (options: { formats: "qr_code"[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
};

const browser = globalThis as { BarcodeDetector?: DetectorClass };
const options = { formats: ["qr_code" as const] };
/** A code held before a phone is sharp enough at this width, and read in time. */
const widest = 960;

/** The browser's own reader of QR codes, or where it has none one in WebAssembly from our own address. */
export async function openDetector(): Promise<Detector> {
  const own = await nativeClass();
  return own ? new own(options) : openModule();
}

/** Loads what this browser will need to read codes, and says where it came from. */
export async function loadDetector(): Promise<string[]> {
  if (await nativeClass()) return [];
  await Promise.all([import("zxing-wasm/reader"), fetchModule()]);
  const { pathname, search } = new URL(wasmAddress(), window.location.href);
  return [pathname + search];
}

async function nativeClass(): Promise<DetectorClass | undefined> {
  const own = browser.BarcodeDetector;
  const formats = (await own?.getSupportedFormats().catch(() => [])) ?? [];
  return formats.includes("qr_code") ? own : undefined;
}

async function openModule(): Promise<Detector> {
  const [{ prepareZXingModule, readBarcodes }, wasmBinary] = await Promise.all([
    import("zxing-wasm/reader"),
    fetchModule(),
  ]);
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return {
    async detect(video) {
      if (!pen || video.videoWidth === 0) return [];
      const scale = Math.min(1, widest / video.videoWidth);
      const [width, height] = [video.videoWidth, video.videoHeight].map((side) =>
        Math.round(side * scale),
      ) as [number, number];
      Object.assign(canvas, { width, height });
      pen.drawImage(video, 0, 0, width, height);
      const found = await readBarcodes(pen.getImageData(0, 0, width, height), {
        formats: ["QRCode"],
        maxNumberOfSymbols: 1,
      });
      return found.map(({ text }) => ({ rawValue: text }));
    },
  };
}

/** Fetched by us, so that a lost network is an error of this try alone. */
async function fetchModule(): Promise<ArrayBuffer> {
  const answer = await fetch(wasmAddress());
  if (!answer.ok) throw new Error(`${answer.status} for the reader of codes`);
  return answer.arrayBuffer();
}

/** Where the module lies: with the page's other parts, so that it is kept with them. */
const wasmAddress = (): string =>
  new URL("zxing-wasm/reader/zxing_reader.wasm", import.meta.url).href;
