import { type Section, toConfirm } from "../content.ts";
import { type Column, heading } from "./column.ts";
import { drawTable } from "./table.ts";
import { palette, type Paper, type Style } from "./paper.ts";

const quiet: Style = { color: palette.quiet, size: 8.5 };

/** Any section but amounts, in a column. What is empty says that it is still to be confirmed. */
export function drawSection(paper: Paper, column: Column, section: Section): void {
  switch (section.kind) {
    case "schedule":
      return drawSchedule(paper, column, section);
    case "people":
      return drawPeople(paper, column, section);
    case "facts":
      return drawFacts(paper, column, section);
    case "text":
      return drawText(paper, column, section);
    case "table":
      return drawTable(paper, column, section);
    case "amounts":
      return;
  }
}

function drawMissing(paper: Paper, column: Column): void {
  const y = column.place(20);
  paper.text(paper.say(toConfirm), column.x, y + 4, column.width, quiet);
}

function drawSchedule(
  paper: Paper,
  column: Column,
  section: Extract<Section, { kind: "schedule" }>,
): void {
  heading(paper, column, section.title, 44);
  if (section.items.length === 0) return drawMissing(paper, column);
  const times = 62;
  const width = column.width - times;
  for (const item of section.items) {
    const title: Style = { font: item.strong ? "bold" : "regular", size: item.strong ? 11.5 : 10 };
    const until = item.until
      ? paper.say({ fr: `jusqu’à ${item.until}`, en: `until ${item.until}` })
      : null;
    const note = [until, item.note].filter(Boolean).join(" · ");
    const label = paper.height(item.label, width, title);
    const under = note ? paper.height(note, width, quiet) : 0;
    const height = Math.max(22, label + under + 10);
    const y = column.place(height);
    if (item.strong) {
      paper.rect(column.x, y + 1, column.width, height - 2, palette.wash);
      paper.rect(column.x, y + 1, 2.5, height - 2, palette.signal);
    }
    paper.text(item.time, column.x + 8, y + 5.5, times - 8, { ...title, font: "bold" });
    paper.text(item.label, column.x + times, y + 5.5, width - 4, title);
    if (note) paper.text(note, column.x + times, y + 5.5 + label, width - 4, quiet);
    if (!item.strong) paper.rule(column.x, y + height, column.width);
  }
}

function drawPeople(
  paper: Paper,
  column: Column,
  section: Extract<Section, { kind: "people" }>,
): void {
  heading(paper, column, section.title, 44);
  if (section.people.length === 0) return drawMissing(paper, column);
  for (const person of section.people) {
    const reach = [person.phone, person.email].filter(Boolean).join(" · ");
    const name: Style = { font: "bold", size: 9.5 };
    const named = paper.height(person.name, column.width, name);
    const reached = paper.height(reach || paper.say(toConfirm), column.width, quiet);
    const height = named + reached + 20;
    const y = column.place(height);
    paper.text(person.role, column.x, y + 5, column.width, { ...quiet, size: 7.5 });
    paper.text(person.name, column.x, y + 15, column.width, name);
    paper.text(reach || paper.say(toConfirm), column.x, y + 15 + named, column.width, quiet);
    paper.rule(column.x, y + height, column.width);
  }
}

function drawFacts(
  paper: Paper,
  column: Column,
  section: Extract<Section, { kind: "facts" }>,
): void {
  heading(paper, column, section.title, 30);
  if (section.facts.length === 0) return drawMissing(paper, column);
  const share = column.width > 400 ? 0.34 : 0.38;
  const labels = column.width * share;
  const values = column.width - labels - 8;
  for (const fact of section.facts) {
    const value = fact.value ?? paper.say(toConfirm);
    const style: Style = fact.value === null ? quiet : { size: 9.5 };
    const label: Style = { font: "bold", size: 9 };
    const height =
      Math.max(paper.height(fact.label, labels, label), paper.height(value, values, style)) + 9;
    const y = column.place(height);
    paper.text(fact.label, column.x, y + 5, labels, label);
    paper.text(value, column.x + labels + 8, y + 5, values, style);
    paper.rule(column.x, y + height, column.width);
  }
}

function drawText(paper: Paper, column: Column, section: Extract<Section, { kind: "text" }>): void {
  heading(paper, column, section.title, 30);
  const style: Style = { size: 9.5, lineGap: 2.5 };
  for (const paragraph of section.paragraphs) {
    for (const line of paragraph.split(/\n+/)) {
      const y = column.place(paper.height(line, column.width, style) + 4);
      paper.text(line, column.x, y + 5, column.width, style);
    }
    column.gap(4);
  }
}
