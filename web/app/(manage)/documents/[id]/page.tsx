import type { Metadata } from "next";
import { cache } from "react";
import { DocumentPage } from "../../../../documents/document-page.tsx";
import { RowHistory } from "../../../../history/row-history.tsx";
import { readTool } from "../../../../session/read-tool.ts";
import { rowId } from "../../../../session/row-id.ts";
import { Words } from "../../../../session/words.tsx";
import type { PageInput } from "../../../../session/page-input.ts";

const readDocument = cache((id: string, version: number | undefined) =>
  readTool("documents_get_document", { document: id, version, full: true }),
);

const numberIn = (value: string | string[] | undefined) =>
  typeof value === "string" && /^[1-9]\d{0,3}$/.test(value) ? Number(value) : undefined;

export async function generateMetadata({
  params,
  searchParams,
}: PageInput<"id">): Promise<Metadata> {
  const { version } = await searchParams;
  return { title: (await readDocument(await rowId(params), numberIn(version))).title };
}

export default async function Document({ params, searchParams }: PageInput<"id">) {
  const id = await rowId(params);
  const { version, compare } = await searchParams;
  const other = numberIn(compare);
  const [document, compared] = await Promise.all([
    readDocument(id, numberIn(version)),
    other === undefined
      ? null
      : readTool("documents_get_document", { document: id, version: other }),
  ]);
  const reading = document.file ? await readTool("documents_read_file", { document: id }) : null;
  return (
    <Words of={["document", "card"]}>
      <DocumentPage
        reading={reading}
        document={document}
        compared={compared}
        history={<RowHistory kind="document" id={id} />}
      />
    </Words>
  );
}
