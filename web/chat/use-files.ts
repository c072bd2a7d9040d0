"use client";

import { useTranslations } from "next-intl";
import { useCallback, useRef, useState } from "react";
import { mostBytes, type Uploaded, uploadFile } from "./upload-file.ts";

export type WaitingFile = {
  key: string;
  name: string;
  /** Share that has left; 1 while the server reads. */
  share: number;
  documents: Uploaded[] | null;
  error: string | null;
};

/** Files that a person adds to the message that they are writing. */
export function useFiles() {
  const t = useTranslations("composer");
  const [files, setFiles] = useState<WaitingFile[]>([]);
  const running = useRef(new Map<string, AbortController>());
  const change = useCallback(
    (key: string, now: Partial<WaitingFile>) =>
      setFiles((known) => known.map((file) => (file.key === key ? { ...file, ...now } : file))),
    [],
  );
  const add = useCallback(
    (chosen: Iterable<File>) => {
      for (const file of chosen) {
        const key = crypto.randomUUID();
        const tooLarge = file.size > mostBytes;
        setFiles((known) => [
          ...known,
          {
            key,
            name: file.name,
            share: 0,
            documents: null,
            error: tooLarge ? t("fileTooLarge") : null,
          },
        ]);
        if (tooLarge) continue;
        const controller = new AbortController();
        running.current.set(key, controller);
        uploadFile(file, (share) => change(key, { share }), controller.signal)
          .then((documents) => change(key, { documents }))
          .catch((error: Error) => change(key, { error: error.message || t("fileNotSent") }))
          .finally(() => running.current.delete(key));
      }
    },
    [change, t],
  );
  const remove = useCallback((key: string) => {
    running.current.get(key)?.abort();
    setFiles((known) => known.filter((file) => file.key !== key));
  }, []);
  /** Documents that stand in a message already, when it is changed. */
  const put = useCallback(
    (documents: Uploaded[]) =>
      setFiles(
        documents.map((document) => ({
          key: document.id,
          name: document.title,
          share: 1,
          documents: [document],
          error: null,
        })),
      ),
    [],
  );
  return {
    files,
    add,
    remove,
    put,
    waiting: files.some((file) => !file.documents && !file.error),
    documents: files.flatMap((file) => file.documents ?? []),
  };
}
