"use client";

import { useTranslations } from "next-intl";
import { Fragment, memo, type ReactNode, useMemo } from "react";
import { classNames } from "../design/class-names.ts";
import type { GroundingSpan } from "./message.ts";
import { type Block, readBlocks, type Run } from "./markdown.ts";

/** An answer: its markdown, with each figure, date and name leading to the result that it came from. */
export const RichText = memo(function RichText({
  text,
  offset = 0,
  spans: whole = [],
}: {
  text: string;
  /** Where this text begins in what the spans count in. */
  offset?: number;
  spans?: GroundingSpan[];
}) {
  const blocks = useMemo(() => readBlocks(text), [text]);
  const spans = whole.map(({ start, end, callId }) => ({
    start: start - offset,
    end: end - offset,
    callId,
  }));
  return (
    <div className="flex flex-col gap-3 [overflow-wrap:anywhere]">
      {blocks.map((block, index) => (
        // Blocks only ever grow at the end.
        // oxlint-disable-next-line react/no-array-index-key
        <BlockView key={index} block={block} spans={spans} />
      ))}
    </div>
  );
});

function BlockView({ block, spans }: { block: Block; spans: GroundingSpan[] }) {
  const runs = (list: Run[]) => <Runs runs={list} spans={spans} />;
  switch (block.kind) {
    case "heading":
      return (
        <h3 className="font-display text-lg font-semibold tracking-tight">{runs(block.runs)}</h3>
      );
    case "paragraph":
      return <p className="whitespace-pre-line">{runs(block.runs)}</p>;
    case "code":
      return (
        <pre className="relative overflow-x-auto rounded-md border border-line bg-sunken p-3 font-mono text-sm">
          {block.text}
        </pre>
      );
    case "list": {
      const List = block.ordered ? "ol" : "ul";
      return (
        <List
          className={classNames(
            "flex flex-col gap-1 pl-5 marker:text-faint",
            block.ordered ? "list-decimal" : "list-disc",
          )}
        >
          {block.items.map((item) => (
            <li key={item[0]?.start ?? 0}>{runs(item)}</li>
          ))}
        </List>
      );
    }
    case "table":
      return (
        <div className="relative overflow-x-auto rounded-md border border-line">
          <table className="w-full text-sm">
            <thead>
              <tr className="border-b border-line text-left text-faint">
                {block.head.map((cell, index) => (
                  <th key={cell[0]?.start ?? -index} className="px-3 py-2 font-normal">
                    {runs(cell)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((cells, number) => (
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={number} className="border-b border-line last:border-0">
                  {cells.map((cell, index) => (
                    <td key={cell[0]?.start ?? -index} className="px-3 py-2">
                      {runs(cell)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

function Runs({ runs, spans }: { runs: Run[]; spans: GroundingSpan[] }) {
  return runs.map((run) => (
    <Fragment key={run.start}>{styled(run, grounded(run, spans))}</Fragment>
  ));
}

function styled(run: Run, content: ReactNode): ReactNode {
  let node = content;
  if (run.code)
    node = <code className="rounded-[4px] bg-sunken px-1 font-mono text-[0.9em]">{node}</code>;
  if (run.italic) node = <em>{node}</em>;
  if (run.bold) node = <strong className="font-semibold">{node}</strong>;
  if (run.href) {
    node = (
      <a
        href={run.href}
        className="underline decoration-edge underline-offset-4 hover:decoration-ink"
      >
        {node}
      </a>
    );
  }
  return node;
}

function grounded(run: Run, spans: GroundingSpan[]): ReactNode {
  const end = run.start + run.text.length;
  const inside = spans
    .filter((span) => span.start < end && span.end > run.start && span.end > span.start)
    .toSorted((a, b) => a.start - b.start);
  if (inside.length === 0 || run.href) return run.text;
  const pieces: ReactNode[] = [];
  let at = run.start;
  for (const span of inside) {
    const from = Math.max(at, span.start);
    const to = Math.min(end, span.end);
    if (to <= from) continue;
    if (from > at) pieces.push(run.text.slice(at - run.start, from - run.start));
    pieces.push(
      <Grounded key={from} callId={span.callId}>
        {run.text.slice(from - run.start, to - run.start)}
      </Grounded>,
    );
    at = to;
  }
  if (at < end) pieces.push(run.text.slice(at - run.start));
  return pieces;
}

export const callAnchor = (callId: string) => `call-${callId}`;

function Grounded({ callId, children }: { callId: string | null; children: string }) {
  const t = useTranslations("grounding");
  if (callId === null) {
    return (
      <span
        title={t("unsourced")}
        className="decoration-option decoration-wavy decoration-1 underline underline-offset-4"
      >
        {children}
        <span className="sr-only"> ({t("unsourced")})</span>
      </span>
    );
  }
  return (
    <a
      href={`#${callAnchor(callId)}`}
      title={t("sourced")}
      onClick={(event) => {
        const target = document.getElementById(callAnchor(callId));
        if (!target) return;
        event.preventDefault();
        if (target instanceof HTMLDetailsElement) target.open = true;
        target.scrollIntoView({ block: "center", behavior: "smooth" });
        target.focus({ preventScroll: true });
      }}
      className="figures underline decoration-edge decoration-dotted underline-offset-4 hover:decoration-ink hover:decoration-solid"
    >
      {children}
    </a>
  );
}
