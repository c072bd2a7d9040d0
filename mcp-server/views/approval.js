function draw(main, value) {
  const pending = value.pending;
  if (!pending) return false;
  main.append(node("h1", pending.preview.title));
  main.append(
    node(
      "p",
      say(
        "Rien n’est fait tant qu’une personne n’a pas décidé.",
        "Nothing is done until a person decides.",
      ),
      "soft",
    ),
  );
  for (const { label, value: told } of pending.preview.lines) {
    const row = node("div", undefined, "row");
    row.append(node("span", label), node("span", told));
    main.append(row);
  }
  for (const warning of pending.preview.warnings) main.append(node("p", warning, "warn"));
  const open = node("button", say("Lire et décider sur KONCERT", "Read and decide in KONCERT"));
  open.addEventListener("click", () => request("ui/open-link", { url: pending.url }));
  main.append(open);
}
