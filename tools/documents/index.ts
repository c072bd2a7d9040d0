import { createDocument } from "./create-document.ts";
import { getDocument } from "./get-document.ts";
import { getPdf } from "./get-pdf.ts";
import { listDocuments } from "./list-documents.ts";
import { searchDocuments } from "./search-documents.ts";
import { setStatus } from "./set-status.ts";

export const documentsTools = [
  createDocument,
  listDocuments,
  searchDocuments,
  getDocument,
  getPdf,
  setStatus,
] as const;
