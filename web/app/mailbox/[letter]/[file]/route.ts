import { getAccounts } from "#accounts/auth.ts";
import { readLocalFile } from "#integrations/mail/local.ts";
import { isMailboxHere } from "../../../../session/mail-place.ts";

type Parts = { params: Promise<{ letter: string; file: string }> };

/** A file that came with a letter of the local mailbox. */
export async function GET(_: Request, { params }: Parts): Promise<Response> {
  const { env } = getAccounts();
  const { letter, file } = await params;
  const found = isMailboxHere(env)
    ? await readLocalFile(env.KONCERT_DATA_DIR, letter, Number(file))
    : undefined;
  if (!found) return new Response("Not found", { status: 404 });
  return new Response(new Uint8Array(found.content), {
    headers: {
      "content-type": found.type,
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
