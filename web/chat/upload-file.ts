import type { Outcome } from "#tools/core/outcome.ts";
import { isOutcome } from "./message.ts";

export type Uploaded = { id: string; title: string; mime: string; pages: number };
type Added = {
  documents: {
    id: string;
    title: string;
    fileKind: string;
    pages: number;
    silence: string | null;
  }[];
};

export const mostBytes = 20 * 1024 * 1024;

/**
 * Hands a file over as the person who is signed in. `onProgress` hears the share that has left, 0 to 1;
 * after 1 the server reads. Throws the words of a refusal, or nothing but an Error without one.
 */
export async function uploadFile(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Uploaded[]> {
  const content = await base64Of(file);
  const body = JSON.stringify({
    callId: crypto.randomUUID(),
    input: { file_name: file.name || "fichier", content },
  });
  const outcome = await post("/api/tools/documents_add_file", body, onProgress, signal);
  if (!outcome.ok) throw new Error("error" in outcome ? outcome.error.message : "");
  return (outcome.value as Added).documents.map(({ id, title, fileKind, pages }) => ({
    id,
    title,
    mime: fileKind,
    pages,
  }));
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const url = String(reader.result);
      resolve(url.slice(url.indexOf(",") + 1));
    });
    reader.addEventListener("error", () => reject(reader.error ?? new Error("unreadable")));
    reader.readAsDataURL(file);
  });
}

/** `fetch` does not tell how much has left. */
function post(
  url: string,
  body: string,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("content-type", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    );
    request.upload.addEventListener("load", () => onProgress(1));
    request.addEventListener("load", () => {
      const answer: unknown = request.response;
      if (isOutcome(answer)) resolve(answer);
      else reject(new Error(""));
    });
    request.addEventListener("error", () => reject(new Error("")));
    request.addEventListener("abort", () => reject(new Error("")));
    signal.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}
