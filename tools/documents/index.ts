import { addFile } from "./add-file.ts";
import { createDocument } from "./create-document.ts";
import { getDocument } from "./get-document.ts";
import { getPdf } from "./get-pdf.ts";
import { getFile } from "./get-file.ts";
import { importRows } from "./import-rows.ts";
import { listDocuments } from "./list-documents.ts";
import { readFile } from "./read-file.ts";
import { searchDocuments } from "./search-documents.ts";
import { setStatus } from "./set-status.ts";

export const documentsTools = [
  createDocument,
  listDocuments,
  searchDocuments,
  getDocument,
  getPdf,
  setStatus,
  addFile,
  readFile,
  importRows,
  getFile,
] as const;
