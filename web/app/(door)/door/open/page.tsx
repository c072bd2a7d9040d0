import type { Metadata, Viewport } from "next";
import { getTranslations } from "next-intl/server";
import { OpenDevice } from "../../../../door/open-device.tsx";
import { Words } from "../../../../session/words.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations("door"))("opening.title"),
    robots: { index: false },
    referrer: "no-referrer",
  };
}

export const viewport: Viewport = { themeColor: "#110c0d" };

/** Where the QR code of a device leads. Its secret stands after the sign and reaches no server by itself. */
export default function OpenDevicePage() {
  return (
    <Words of={["door"]}>
      <OpenDevice />
    </Words>
  );
}
