import type { Metadata } from "next";
import { cache } from "react";
import { RowHistory } from "../../../../history/row-history.tsx";
import { ProductionPage } from "../../../../productions/production-page.tsx";
import { readTool } from "../../../../session/read-tool.ts";
import { rowId } from "../../../../session/row-id.ts";
import { Words } from "../../../../session/words.tsx";
import type { PageInput } from "../../../../session/page-input.ts";

const readProduction = cache((id: string) => readTool("tours_get_production", { production: id }));

export async function generateMetadata({ params }: PageInput<"id">): Promise<Metadata> {
  return { title: (await readProduction(await rowId(params))).title };
}

export default async function Production({ params }: PageInput<"id">) {
  const id = await rowId(params);
  return (
    <Words of={["papers"]}>
      <ProductionPage
        production={await readProduction(id)}
        history={<RowHistory kind="production" id={id} />}
      />
    </Words>
  );
}
