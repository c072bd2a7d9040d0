import { createDocument } from "./create-document.ts";
import { getDocument } from "./get-document.ts";
import { getPdf } from "./get-pdf.ts";
import { listDocuments } from "./list-documents.ts";
import { searchDocuments } from "./search-documents.ts";

export const documentsTools = [
  createDocument,
  listDocuments,
  searchDocuments,
  getDocument,
  getPdf,
] as const;
