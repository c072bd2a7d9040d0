import type { ReactNode } from "react";
import { toConfirm, type Section } from "#tools/documents/content.ts";
import type { Say } from "#tools/core/text.ts";
import { EmailLink, PhoneLink } from "../components/reach.tsx";

/** One part of a written document, in the document's language. */
export function DocumentSection({ section, say }: { section: Section; say: Say }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="border-b border-line pb-1 font-display text-base font-semibold tracking-tight">
        {section.title}
      </h3>
      <Body section={section} say={say} />
    </section>
  );
}

function Body({ section, say }: { section: Section; say: Say }): ReactNode {
  const unknown = <span className="text-option">{say(toConfirm)}</span>;
  switch (section.kind) {
    case "schedule":
      return (
        <ol className="figures flex flex-col gap-1 text-sm">
          {section.items.map((item) => (
            <li
              key={`${item.time} ${item.label}`}
              className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-3"
            >
              <span className={item.strong ? "font-semibold" : "text-soft"}>
                {item.time}
                {item.until && ` – ${item.until}`}
              </span>
              <span className={item.strong ? "font-semibold" : undefined}>
                {item.label}
                {item.note && <span className="font-normal text-soft">, {item.note}</span>}
              </span>
            </li>
          ))}
          {section.items.length === 0 && <li>{unknown}</li>}
        </ol>
      );
    case "people":
      return (
        <ul className="flex flex-col gap-1.5 text-sm">
          {section.people.map((person) => (
            <li key={`${person.role} ${person.name}`} className="flex flex-wrap gap-x-3">
              <span className="text-faint">{person.role}</span>
              <span className="font-medium">{person.name}</span>
              {person.phone && <PhoneLink phone={person.phone} />}
              {person.email && <EmailLink email={person.email} />}
            </li>
          ))}
          {section.people.length === 0 && <li>{unknown}</li>}
        </ul>
      );
    case "facts":
      if (section.facts.length === 0) return <p className="text-sm">{unknown}</p>;
      return (
        <dl className="flex flex-col gap-1 text-sm">
          {section.facts.map((fact) => (
            <div key={fact.label} className="grid grid-cols-[10rem_minmax(0,1fr)] gap-3">
              <dt className="text-faint">{fact.label}</dt>
              <dd className="break-words whitespace-pre-line">{fact.value ?? unknown}</dd>
            </div>
          ))}
        </dl>
      );
    case "text":
      return (
        <div className="flex flex-col gap-2 text-sm">
          {section.paragraphs.map((paragraph) => (
            <p key={paragraph} className="break-words whitespace-pre-line">
              {paragraph}
            </p>
          ))}
          {section.paragraphs.length === 0 && unknown}
        </div>
      );
    case "amounts":
      return <Amounts section={section} say={say} />;
    case "table":
      return <PaperTable section={section} />;
  }
}

function PaperTable({ section }: { section: Extract<Section, { kind: "table" }> }) {
  const side = (at: number) => (section.columns[at]?.figure ? "text-right" : "text-left");
  return (
    <div className="flex flex-col gap-2">
      <section
        className="relative overflow-x-auto"
        aria-label={section.title}
        // A region that scrolls is reached by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <table className="figures w-full border-collapse text-sm">
          <thead>
            <tr className="border-b border-line text-faint">
              {section.columns.map(({ label }, at) => (
                <th
                  key={label}
                  scope="col"
                  className={`px-2 py-1 font-normal whitespace-nowrap first:pl-0 last:pr-0 ${side(at)}`}
                >
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {section.rows.map((row, number) => (
              <tr
                // Rows of a paper have no identity of their own and never reorder.
                // oxlint-disable-next-line react/no-array-index-key
                key={number}
                className={`border-b border-line last:border-0 ${row.strong ? "font-semibold" : ""}`}
              >
                {row.cells.map((cell, at) => (
                  <td
                    // oxlint-disable-next-line react/no-array-index-key
                    key={at}
                    className={`px-2 py-1.5 first:pl-0 last:pr-0 ${side(at)} ${section.columns[at]?.figure ? "whitespace-nowrap" : ""}`}
                  >
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {section.note && <p className="text-sm text-soft">{section.note}</p>}
    </div>
  );
}

type Sums = Extract<Section, { kind: "amounts" }>;

function Amounts({ section, say }: { section: Sums; say: Say }) {
  const { currency } = section;
  const sums = [
    [say({ fr: "Total HT", en: "Total before VAT" }), section.netCents],
    [
      say({
        fr: `TVA ${say.percent(section.vatRateBp)}`,
        en: `VAT ${say.percent(section.vatRateBp)}`,
      }),
      section.vatCents,
    ],
    [say({ fr: "Total TTC", en: "Total including VAT" }), section.totalCents],
  ] as const;
  return (
    <div className="figures flex flex-col gap-2 text-sm">
      <ul className="flex flex-col gap-1.5">
        {section.lines.map((line) => (
          <li key={line.label} className="flex items-baseline justify-between gap-4">
            <span className="min-w-0 break-words">
              {line.label}
              {line.detail && <span className="text-soft">, {line.detail}</span>}
              {line.quantity > 1 && (
                <span className="text-faint">
                  {" "}
                  {say.number(line.quantity)} × {say.money(line.unitCents, currency)}
                </span>
              )}
            </span>
            <span className="shrink-0">{say.money(line.totalCents, currency)}</span>
          </li>
        ))}
      </ul>
      <dl className="ml-auto w-full max-w-xs border-t border-line pt-2">
        {sums.map(([label, amount], at) => (
          <div
            key={label}
            className={`flex justify-between gap-6 py-0.5 ${at === 2 ? "font-semibold" : "text-soft"}`}
          >
            <dt>{label}</dt>
            <dd>{say.money(amount, currency)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
