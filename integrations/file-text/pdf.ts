import { getDocumentProxy } from "unpdf";
import type { FileText } from "./file-text.ts";
import { mostPages, UnreadableFile } from "./unreadable-file.ts";

/** A run of text where it stands on its page, in points from the bottom left. */
export type TextItem = { text: string; x: number; y: number; width: number; size: number };

/** The text of each page with its places. Nothing that the file holds is run or fetched. */
export async function readPdf(bytes: Uint8Array): Promise<FileText> {
  const pdf = await open(bytes);
  try {
    if (pdf.numPages > mostPages) throw new UnreadableFile("too_many_pages");
    const pages: TextItem[][] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(
        items.flatMap((item) => {
          if (!("str" in item) || item.str.trim() === "") return [];
          const [, , skew, rise, x, y] = item.transform as number[];
          return [
            {
              text: item.str,
              x: x ?? 0,
              y: y ?? 0,
              width: item.width,
              size: Math.hypot(skew ?? 0, rise ?? 0) || item.height,
            },
          ];
        }),
      );
      page.cleanup();
    }
    return { kind: "pdf", mime: "application/pdf", pages };
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile("corrupt");
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function open(bytes: Uint8Array) {
  try {
    // The reader keeps what it is given, and the file itself is still needed.
    return await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      isEvalSupported: false,
    });
  } catch (error) {
    throw new UnreadableFile(
      error instanceof Error && error.name === "PasswordException" ? "encrypted" : "corrupt",
    );
  }
}
