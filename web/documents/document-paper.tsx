import { createSay } from "#tools/core/text.ts";
import type { DocumentContent, Party } from "#tools/documents/content.ts";
import { DocumentSection } from "./document-sections.tsx";

/** A written document as a page, readable on a phone, in its own language. */
export function DocumentPaper({ content }: { content: DocumentContent }) {
  const say = createSay(content.language);
  const { venue } = content;
  const head = [
    [content.artist, content.show].filter(Boolean).join(" · "),
    content.day && say.day(content.day),
    venue && [venue.name, venue.address, venue.city].filter(Boolean).join(", "),
  ].filter(Boolean);
  return (
    <article
      lang={content.language}
      className="flex flex-col gap-6 rounded-lg border border-line bg-surface p-5 shadow-lift sm:p-8"
    >
      <header className="flex flex-col gap-3">
        <div>
          <h2 className="font-display text-xl font-semibold tracking-tight break-words">
            {content.title}
          </h2>
          {content.number && <p className="figures text-soft">{content.number}</p>}
        </div>
        {head.length > 0 && (
          <div className="text-sm text-soft">
            {head.map((line) => (
              <p key={line} className="break-words">
                {line}
              </p>
            ))}
          </div>
        )}
        <div className="grid gap-4 text-sm sm:grid-cols-2">
          <PartyBlock label={say({ fr: "Émetteur", en: "From" })} party={content.issuer} />
          {content.recipient && (
            <PartyBlock label={say({ fr: "Destinataire", en: "To" })} party={content.recipient} />
          )}
        </div>
      </header>
      {content.sections.map((section) => (
        <DocumentSection key={section.title} section={section} say={say} />
      ))}
    </article>
  );
}

function PartyBlock({ label, party }: { label: string; party: Party }) {
  return (
    <div className="min-w-0">
      <p className="text-faint">{label}</p>
      <p className="font-medium break-words">{party.name}</p>
      {party.lines.map((line) => (
        <p key={line} className="break-words text-soft">
          {line}
        </p>
      ))}
    </div>
  );
}
