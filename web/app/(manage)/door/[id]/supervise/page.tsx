import { ScanLine } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { buttonLook } from "../../../../../components/button-look.ts";
import { Devices } from "../../../../../door/supervision/devices.tsx";
import { Gates } from "../../../../../door/supervision/gates.tsx";
import { Readiness } from "../../../../../door/supervision/readiness.tsx";
import { ToSee } from "../../../../../door/supervision/to-see.tsx";
import { readTool } from "../../../../../session/read-tool.ts";
import { rowId } from "../../../../../session/row-id.ts";
import { Words } from "../../../../../session/words.tsx";
import { Page } from "../../../../../shell/page.tsx";
import { RefreshOften } from "../../../../../shell/refresh-often.tsx";

const everySeconds = 10;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("door"))("supervision.title") };
}

/** Whoever answers for the entries: is the door ready, who is inside, what happened twice. */
export default async function SupervisePage({ params }: { params: Promise<{ id: string }> }) {
  const performance = await rowId(params);
  const [t, door, check] = await Promise.all([
    getTranslations("door"),
    readTool("ticketing_get_door", { performance }),
    readTool("ticketing_check_door", { performance }),
  ]);
  return (
    <Page
      title={t("supervision.title")}
      subtitle={door.performance}
      back={{ href: "/door", label: t("back") }}
      actions={
        <a href={`/door/${performance}`} className={buttonLook("signal", "md")}>
          <ScanLine aria-hidden className="size-4" />
          {t("supervision.scan")}
        </a>
      }
    >
      <RefreshOften seconds={everySeconds} />
      <Words of={["door"]}>
        <div className="flex flex-col gap-5">
          <Readiness door={door} check={check} />
          <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
            <Devices check={check} />
            <div className="flex flex-col gap-5">
              <ToSee door={door} check={check} />
              <Gates door={door} check={check} />
            </div>
          </div>
        </div>
      </Words>
    </Page>
  );
}
