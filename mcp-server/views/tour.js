function draw(main, value) {
  if (!Array.isArray(value.dates)) return false;
  main.append(node("h1", value.name ?? say("Dates", "Dates")));
  const about = [
    value.artist,
    `${number(value.dates.length)} ${value.dates.length > 1 ? "dates" : "date"}`,
    value.km ? `${number(value.km)} km` : null,
  ];
  main.append(node("p", about.filter(Boolean).join(" · "), "soft"));
  const placed = value.dates.filter((one) => one.latitude !== null && one.longitude !== null);
  if (placed.length > 0) main.append(map(placed));
  const list = node("ol");
  for (const date of value.dates) {
    const item = node("li");
    item.append(
      node("span", day(date.day)),
      node("span", [date.city, date.venue].filter(Boolean).join(" · ") || date.title),
    );
    if (date.capacity)
      item.append(node("span", `${number(date.sold)} / ${number(date.capacity)}`, "soft"));
    list.append(item);
  }
  main.append(list);
}

/** Degrees of longitude shrink towards the pole: at the tour's middle, both scales are equal. */
function map(dates) {
  const [width, height, edge] = [640, 400, 36];
  const south = Math.min(...dates.map((one) => one.latitude));
  const north = Math.max(...dates.map((one) => one.latitude));
  const west = Math.min(...dates.map((one) => one.longitude));
  const east = Math.max(...dates.map((one) => one.longitude));
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (width - 2 * edge) / Math.max((east - west) * shrink, 2),
    (height - 2 * edge) / Math.max(north - south, 2),
  );
  const at = ([longitude, latitude]) => [
    width / 2 + (longitude - (west + east) / 2) * shrink * scale,
    height / 2 - (latitude - (south + north) / 2) * scale,
  ];
  const picture = svg("svg", {
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": say("Carte de la tournée", "Map of the tour"),
  });
  picture.append(svg("rect", { width, height, fill: "var(--sea)" }));
  const outline = (points) =>
    points
      .map((point) =>
        at(point)
          .map((one) => one.toFixed(1))
          .join(","),
      )
      .join("L");
  picture.append(
    svg("path", {
      d: rings(coasts)
        .map((ring) => `M${outline(ring)}Z`)
        .join(""),
      fill: "var(--land)",
      "fill-rule": "evenodd",
    }),
  );
  const stops = dates.map((one) => at([one.longitude, one.latitude]));
  picture.append(
    svg("polyline", {
      points: stops.map((one) => one.join(",")).join(" "),
      fill: "none",
      stroke: "var(--signal)",
      "stroke-width": 2,
      "stroke-linejoin": "round",
    }),
  );
  const named = new Set();
  stops.forEach(([x, y], index) => {
    const { city } = dates[index];
    picture.append(
      svg("circle", {
        cx: x,
        cy: y,
        r: 5,
        fill: "var(--signal)",
        stroke: "var(--paper)",
        "stroke-width": 2,
      }),
    );
    if (!city || named.has(city)) return;
    named.add(city);
    const isRight = x > width - 90;
    const label = svg("text", {
      x: isRight ? x - 9 : x + 9,
      y: y + 4,
      "font-size": 13,
      fill: "var(--ink)",
      "text-anchor": isRight ? "end" : "start",
      stroke: "var(--paper)",
      "stroke-width": 3,
      "paint-order": "stroke",
    });
    label.textContent = city;
    picture.append(label);
  });
  return picture;
}

/** Coastlines out of TopoJSON: arcs of whole steps, each from the point before. */
function rings(topology) {
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
  const line = (indexes) =>
    indexes.flatMap((one) => (one < 0 ? arcs[~one].toReversed() : arcs[one]));
  return topology.objects.land.geometries.flatMap(({ type, arcs: shapes }) =>
    (type === "Polygon" ? [shapes] : shapes).flatMap((polygon) => polygon.map(line)),
  );
}
