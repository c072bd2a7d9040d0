/** Why a file can't be read. */
export const fileTroubles = [
  "empty",
  "unknown_kind",
  "encrypted",
  "corrupt",
  "too_many_pages",
] as const;
export type FileTrouble = (typeof fileTroubles)[number];

export class UnreadableFile extends Error {
  readonly trouble: FileTrouble;
  constructor(trouble: FileTrouble) {
    super(`the file is not readable: ${trouble}`);
    this.trouble = trouble;
  }
}

export const mostPages = 200;
