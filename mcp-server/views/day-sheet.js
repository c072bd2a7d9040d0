function draw(main, value) {
  const sheet = value.content;
  if (!sheet) return false;
  main.append(node("h1", sheet.title));
  const where = [sheet.day, sheet.venue?.name, sheet.venue?.city].filter(Boolean).join(" · ");
  if (where) main.append(node("p", where, "soft"));
  const unknown = say("à confirmer", "to be confirmed");
  for (const part of sheet.sections) {
    main.append(node("h2", part.title));
    const add = (first, second) => {
      const row = node("div", undefined, "row");
      row.append(node("span", first), node("span", second ?? unknown));
      main.append(row);
    };
    if (part.kind === "schedule")
      for (const item of part.items)
        add(
          item.until ? `${item.time} – ${item.until}` : item.time,
          [item.label, item.note].filter(Boolean).join(" · "),
        );
    else if (part.kind === "people")
      for (const person of part.people)
        add(person.role, [person.name, person.phone, person.email].filter(Boolean).join(" · "));
    else if (part.kind === "facts") for (const fact of part.facts) add(fact.label, fact.value);
    else if (part.kind === "text")
      for (const paragraph of part.paragraphs) main.append(node("p", paragraph));
    else if (part.kind === "table")
      for (const { cells } of part.rows) add(cells[0], cells.slice(1).join(" · "));
  }
}
