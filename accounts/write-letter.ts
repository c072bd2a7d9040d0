import { createHash, randomUUID } from "node:crypto";
import { listMemberships } from "./joining.ts";
import { letters, type LetterName } from "./letters.ts";
import { chosenLocale } from "./locale.ts";
import type { AuthParts } from "./auth-options.ts";

type Reader = { id: string; name: string; email: string };

/**
 * Writes letters in the language of the browser that asked, else of the reader's membership, else
 * French. They leave in the background: the time that an answer takes does not tell who has an account.
 */
export function createWriter({ database, mail, later }: AuthParts) {
  return async (
    name: LetterName,
    reader: Reader,
    link: string,
    /** What makes the letter single; null where each is another. */
    token: string | null,
    headers: Headers | undefined,
  ): Promise<void> => {
    const send = async () => {
      const locale =
        chosenLocale(headers) ?? (await listMemberships(database, reader.id))[0]?.locale ?? "fr";
      const idempotencyKey = createHash("sha256")
        .update(`${name}:${token ?? randomUUID()}`)
        .digest("hex");
      await mail.send({
        to: reader.email,
        ...letters[name](reader.name, link)[locale],
        idempotencyKey,
      });
    };
    later(send());
  };
}
