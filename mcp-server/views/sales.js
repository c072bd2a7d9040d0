function draw(main, value) {
  if (!Array.isArray(value.breakdown)) return false;
  main.append(node("h1", value.scope || say("Ventes", "Sales")));
  const figures = node("div", undefined, "figures");
  const add = (label, told) => {
    const one = node("span", label, "soft");
    one.prepend(node("b", told));
    figures.append(one);
  };
  add(say("billets vendus", "tickets sold"), number(value.sold));
  if (value.capacity)
    add(
      say("de la jauge", "of capacity"),
      `${number(Math.round((value.sold * 100) / value.capacity))} %`,
    );
  add(say("recette", "gross"), money(value.grossCents, value.currency));
  main.append(figures);
  if (value.series.length > 1) main.append(chart(value.series));
  const list = node("ul");
  for (const line of value.breakdown) {
    const item = node("li");
    item.append(
      node("span", number(line.sold)),
      node("span", line.label),
      node("span", money(line.grossCents, value.currency)),
    );
    list.append(item);
  }
  main.append(list);
}

function chart(series) {
  const [width, height] = [640, 160];
  const most = Math.max(1, ...series.map(({ sold }) => sold));
  const told = say("Billets vendus par jour", "Tickets sold per day");
  const picture = svg("svg", {
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": told,
  });
  const step = width / series.length;
  series.forEach(({ day: on, sold }, at) => {
    const tall = (sold / most) * (height - 4);
    const bar = svg("rect", {
      x: at * step,
      y: height - tall,
      width: Math.max(1, step - 1),
      height: tall,
      fill: "var(--signal)",
    });
    const title = svg("title", {});
    title.textContent = `${day(on)} : ${number(sold)}`;
    bar.append(title);
    picture.append(bar);
  });
  return picture;
}
