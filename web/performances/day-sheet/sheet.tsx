import type { ToolOutput } from "#tools/call-tool.ts";
import { toConfirm } from "#tools/documents/content.ts";
import { classNames } from "../../design/class-names.ts";

type Content = ToolOutput<"tours_get_day_sheet">["content"];
type Section = Content["sections"][number];

/** A day sheet as the crew reads it, on a phone at night or on paper. Its words are the document's own. */
export function Sheet({ content }: { content: Content }) {
  const { venue } = content;
  return (
    <article
      lang={content.language}
      className="flex flex-col gap-6 rounded-lg border border-line bg-surface p-5 shadow-lift sm:p-8 print:border-0 print:p-0 print:shadow-none"
    >
      <header className="flex flex-col gap-1 border-b border-line pb-5">
        <p className="text-sm text-soft">
          {[content.artist, content.show, content.tour].filter(Boolean).join(" · ")}
        </p>
        <h2 className="font-display text-xl font-semibold tracking-tight break-words">
          {content.title}
        </h2>
        {venue && (
          <p className="break-words">
            <span className="font-medium">{venue.name}</span>
            <span className="text-soft">
              {[venue.address, venue.city, venue.phone]
                .filter(Boolean)
                .map((part) => `, ${part}`)
                .join("")}
            </span>
          </p>
        )}
      </header>
      {content.sections.map((section) => (
        <section key={section.title} className="break-inside-avoid">
          <h3 className="mb-2 font-display text-lg font-semibold tracking-tight">
            {section.title}
          </h3>
          <Body section={section} missing={toConfirm[content.language]} />
        </section>
      ))}
      <footer className="border-t border-line pt-4 text-sm break-words text-faint">
        {[content.issuer.name, ...content.issuer.lines].join(" · ")}
      </footer>
    </article>
  );
}

function Body({ section, missing }: { section: Section; missing: string }) {
  const nothing = <p className="text-sm text-option">{missing}</p>;
  switch (section.kind) {
    case "schedule":
      if (section.items.length === 0) return nothing;
      return (
        <ol className="figures">
          {section.items.map((item) => (
            <li
              key={`${item.time}${item.label}`}
              className={classNames(
                "grid grid-cols-[5rem_minmax(0,1fr)] gap-4 border-b border-line/60 py-1.5 last:border-0",
                item.strong && "font-semibold",
              )}
            >
              <span>
                {item.time}
                {item.until && <span className="text-soft"> – {item.until}</span>}
              </span>
              <span className="break-words">
                {item.label}
                {item.note && (
                  <span className="block text-sm font-normal text-soft">{item.note}</span>
                )}
              </span>
            </li>
          ))}
        </ol>
      );
    case "people":
      if (section.people.length === 0) return nothing;
      return (
        <ul>
          {section.people.map((person) => (
            <li
              key={`${person.role}${person.name}`}
              className="grid gap-x-4 border-b border-line/60 py-1.5 last:border-0 sm:grid-cols-[10rem_minmax(0,1fr)_auto] print:grid-cols-[10rem_minmax(0,1fr)_auto]"
            >
              <span className="text-sm text-faint sm:text-base">{person.role}</span>
              <span className="break-words">{person.name}</span>
              <span className="figures flex flex-wrap gap-x-4 text-soft">
                {person.phone && (
                  <a
                    href={`tel:${person.phone.replaceAll(/\s/g, "")}`}
                    className="underline decoration-line underline-offset-4"
                  >
                    {person.phone}
                  </a>
                )}
                {!person.phone && person.email && (
                  <a
                    href={`mailto:${person.email}`}
                    className="break-all underline decoration-line underline-offset-4"
                  >
                    {person.email}
                  </a>
                )}
              </span>
            </li>
          ))}
        </ul>
      );
    case "facts":
      if (section.facts.length === 0) return nothing;
      return (
        <dl className="figures">
          {section.facts.map((fact) => (
            <div
              key={fact.label + (fact.value ?? "")}
              className="grid gap-x-4 border-b border-line/60 py-1.5 last:border-0 sm:grid-cols-[10rem_minmax(0,1fr)] print:grid-cols-[10rem_minmax(0,1fr)]"
            >
              <dt className="text-sm text-faint sm:text-base">{fact.label}</dt>
              <dd
                className={classNames(
                  "break-words whitespace-pre-line",
                  fact.value === null && "text-option",
                )}
              >
                {fact.value ?? missing}
              </dd>
            </div>
          ))}
        </dl>
      );
    case "text":
      return section.paragraphs.map((paragraph) => (
        <p key={paragraph} className="mb-2 break-words whitespace-pre-line">
          {paragraph}
        </p>
      ));
    case "amounts":
      return null;
  }
}
