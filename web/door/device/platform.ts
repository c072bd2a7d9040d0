const systems: [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Macintosh/, "Mac"],
  [/Linux/, "Linux"],
];
const browsers: [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/Firefox\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];

/** What kind of device this is, for whoever looks for it among others: « iPhone, Safari ». */
export function platformName(agent: string = navigator.userAgent): string {
  const first = (list: [RegExp, string][]) => list.find(([mark]) => mark.test(agent))?.[1];
  return [first(systems), first(browsers)].filter(Boolean).join(", ") || "Navigateur";
}

type Battery = { level: number; charging: boolean };
const withBattery = () => navigator as Navigator & { getBattery?(): Promise<Battery> };

/** How full the battery is, where the browser tells. */
export async function readBattery(): Promise<{ battery?: number; charging?: boolean }> {
  const battery = await withBattery()
    .getBattery?.()
    .catch(() => undefined);
  return battery ? { battery: Math.round(battery.level * 100), charging: battery.charging } : {};
}
