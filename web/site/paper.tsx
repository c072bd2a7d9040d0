import type { ReactNode } from "react";
import { classNames } from "../design/class-names.ts";
import { measure } from "./site-frame.tsx";

export type Chapter = { id: string; title: string; body: ReactNode };

/** A page to read: its title, what it holds, its chapters one under another. */
export function Paper({
  title,
  lead,
  contents,
  chapters,
}: {
  title: string;
  lead: string;
  /** The name of the list of chapters. */
  contents: string;
  chapters: Chapter[];
}) {
  return (
    <div
      className={classNames(
        measure,
        "grid grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-10 pt-10 pb-24 md:grid-cols-[13rem_minmax(0,1fr)] md:pt-16",
      )}
    >
      <header className="md:col-span-2">
        <h1 className="font-display text-2xl font-semibold tracking-tight md:text-3xl">{title}</h1>
        <p className="mt-3 max-w-[44rem] text-lg text-soft">{lead}</p>
      </header>
      <nav aria-label={contents} className="self-start md:sticky md:top-6">
        <ul className="-ml-2 flex flex-wrap md:flex-col">
          {chapters.map((chapter) => (
            <li key={chapter.id}>
              <a
                href={`#${chapter.id}`}
                className="inline-flex min-h-11 items-center rounded-sm px-2 py-1 text-sm text-soft hover:bg-hover hover:text-ink sm:min-h-9"
              >
                {chapter.title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-w-0">
        {chapters.map((chapter) => (
          <section
            key={chapter.id}
            id={chapter.id}
            aria-labelledby={`${chapter.id}-title`}
            className="scroll-mt-6 border-t border-line pt-6 pb-12 last:pb-0"
          >
            <h2
              id={`${chapter.id}-title`}
              className="mb-4 font-display text-xl font-semibold tracking-tight"
            >
              {chapter.title}
            </h2>
            <div className="flex max-w-[44rem] flex-col gap-4">{chapter.body}</div>
          </section>
        ))}
      </div>
    </div>
  );
}
