import { createContact } from "./create-contact.ts";
import { erasePerson } from "./erase-person.ts";
import { exportContacts } from "./export-contacts.ts";
import { exportPerson } from "./export-person.ts";
import { findContacts } from "./find-contacts.ts";
import { getContact } from "./get-contact.ts";
import { importContacts } from "./import-contacts.ts";
import { listBestFans } from "./list-best-fans.ts";
import { listTags } from "./list-tags.ts";
import { previewImport } from "./preview-import.ts";
import { recordConsent } from "./record-consent.ts";
import { scoreFans } from "./score-fans.ts";
import { tagContacts } from "./tag-contacts.ts";
import { updateContact } from "./update-contact.ts";

export const contactsTools = [
  createContact,
  updateContact,
  findContacts,
  getContact,
  tagContacts,
  importContacts,
  previewImport,
  listTags,
  exportContacts,
  recordConsent,
  scoreFans,
  listBestFans,
  exportPerson,
  erasePerson,
] as const;
