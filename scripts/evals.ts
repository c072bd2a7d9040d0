import path from "node:path";
import { parseArgs } from "node:util";
import { isWrong, leftOutRates, runCases, writeResults } from "#evals/run.ts";
import { say } from "./words.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** One case, with its conversation. */
    case: { type: "string" },
    /** A family of cases; may come several times. */
    only: { type: "string", multiple: true },
    interpreter: { type: "boolean" },
  },
});
const only = [...(values.case ? [values.case] : []), ...(values.only ?? []), ...positionals];

const run = await runCases({
  only,
  interpreter: values.interpreter,
  seen(result) {
    if (values.case) console.log(`${result.transcript}\n`);
    const mark = isWrong(result) ? "✗✗" : "✗ ";
    if (!result.passed)
      console.log(`${mark} ${result.family}/${result.id}\n   ${result.problems.join("\n   ")}`);
  },
});
if (run.results.length === 0) {
  console.error(
    say(
      `Aucun cas de ce nom\u00A0: ${only.join(", ")}`,
      `No case of that name: ${only.join(", ")}`,
    ),
  );
  process.exit(1);
}

const share = (part: number, whole: number) =>
  `${part} / ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
const row = (name: string, ...cells: (string | number)[]) =>
  console.log(`${name.padEnd(18)}${cells.map((cell) => String(cell).padStart(10)).join("")}`);
const { results, idle, model } = run;

console.log("");
row(
  say("famille", "family"),
  say("réussis", "passed"),
  say("cas", "cases"),
  say("rien dire", "idle"),
  say("faux", "wrong"),
);
for (const [family, mine] of Map.groupBy(results, (result) => result.family)) {
  const untouched = mine.filter(({ id }) => idle.includes(id)).length;
  row(
    family,
    mine.filter(({ passed }) => passed).length,
    mine.length,
    untouched,
    mine.filter(isWrong).length,
  );
}
console.log("");
console.log(
  `${model}\u00A0: ${share(results.filter(({ passed }) => passed).length, results.length)}, ${run.seconds} s`,
);
console.log(
  `${say("écritures fausses ou sans accord", "writes wrong or without approval")}\u00A0: ${results.filter(isWrong).length}`,
);
console.log(
  `${say("sans rien dire", "doing nothing")}\u00A0: ${share(idle.length, results.length)}`,
);
if (only.length === 0) {
  const left = leftOutRates();
  console.log(
    say(
      `exemples tenus à l’écart, ${left.wordings} phrases\u00A0: bon outil ${share(left.rightTool, left.wordings)}, bon outil et mêmes champs ${share(left.rightToolAndInput, left.wordings)}`,
      `leave-one-out, ${left.wordings} wordings: right tool ${share(left.rightTool, left.wordings)}, right tool and same fields ${share(left.rightToolAndInput, left.wordings)}`,
    ),
  );
  console.log(`→ ${path.relative(process.cwd(), writeResults(run, left))}`);
}
process.exit(results.some(isWrong) ? 1 : 0);
