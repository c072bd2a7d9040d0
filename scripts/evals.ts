import path from "node:path";
import { parseArgs } from "node:util";
import { builtIn, claudeOf, type Contender, replayed } from "#evals/contenders.ts";
import { pushRun } from "#evals/push-langfuse.ts";
import {
  type EvalRun,
  isWrong,
  leftOutRates,
  runCases,
  scoresOf,
  writeResults,
} from "#evals/run.ts";
import { openRecorder } from "#evals/transcripts.ts";
import { readEnv } from "#integrations/env.ts";
import { say } from "./words.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** One case, with its conversations. */
    case: { type: "string" },
    /** A family of cases; may come several times. */
    only: { type: "string", multiple: true },
    /** The built-in interpreter alone, although a key is set. */
    interpreter: { type: "boolean" },
    /** In how many of its wordings each case is said. */
    phrasings: { type: "string" },
    /** How often each is said, for a model that may answer otherwise the next time. */
    repeat: { type: "string" },
    /** Keeps what the model answers in this file. */
    record: { type: "string" },
    /** Answers from such a file. */
    replay: { type: "string" },
  },
});
const only = [...(values.case ? [values.case] : []), ...(values.only ?? []), ...positionals];
const env = readEnv();
const recorder = values.record ? openRecorder() : undefined;

const contenders: Contender[] = values.replay
  ? [await replayed(values.replay)]
  : [builtIn, ...(values.interpreter ? [] : [claudeOf(env, recorder) ?? []].flat())];

const share = (part: number, whole: number) =>
  `${part} / ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
const row = (name: string, ...cells: (string | number)[]) =>
  console.log(`${name.padEnd(18)}${cells.map((cell) => String(cell).padStart(11)).join("")}`);

const runs: EvalRun[] = [];
for (const contender of contenders) {
  const run = await runCases({
    only,
    contender,
    ...(values.phrasings ? { phrasings: Number(values.phrasings) } : {}),
    ...(values.repeat ? { repeats: Number(values.repeat) } : {}),
    seen(result) {
      if (values.case) console.log(`${result.transcript}\n`);
      if (result.passed) return;
      const mark = isWrong(result) ? "✗✗" : "✗ ";
      const said = result.transcript.split("\n").filter((line) => line.startsWith("> "));
      console.log(
        `${mark} ${result.family}/${result.id} ${result.phrasing} ${said.join(" ").slice(0, 120)}\n   ${result.problems.join("\n   ")}`,
      );
    },
  });
  await contender.close?.();
  if (run.results.length === 0) {
    console.error(
      say(
        `Aucun cas de ce nom\u00A0: ${only.join(", ")}`,
        `No case of that name: ${only.join(", ")}`,
      ),
    );
    process.exit(1);
  }
  runs.push(run);
  tell(run);
  if (await pushRun(run, env, `${run.model} ${new Date().toISOString()}`))
    console.log("→ Langfuse");
  if (recorder && values.record && contender !== builtIn)
    await recorder.write(values.record, contender.model);
}

function tell(run: EvalRun) {
  console.log("");
  row(
    run.model,
    say("cas", "cases"),
    say("réussis", "passed"),
    say("essais", "attempts"),
    "pass^k",
    say("rien dire", "idle"),
    say("faux", "wrong"),
  );
  const scores = scoresOf(run);
  for (const { family, cases, passed, attempts, passedAlways, idle, wrong } of scores)
    row(family || say("en tout", "in all"), cases, passed, attempts, passedAlways, idle, wrong);
  const all = scores.at(-1)!;
  console.log("");
  console.log(
    say(
      `${run.model}\u00A0: ${share(all.passed, all.attempts)} des formulations, ${share(all.passedAlways, all.cases)} des cas dans toutes, ${run.seconds} s`,
      `${run.model}: ${share(all.passed, all.attempts)} of wordings, ${share(all.passedAlways, all.cases)} of cases in all of theirs, ${run.seconds} s`,
    ),
  );
  console.log(
    `${say("écritures fausses ou sans accord", "writes wrong or without approval")}\u00A0: ${all.wrong}`,
  );
  console.log(`${say("sans rien dire", "doing nothing")}\u00A0: ${share(all.idle, all.cases)}`);
}

if (only.length === 0) {
  const left = values.replay ? undefined : leftOutRates();
  if (left)
    console.log(
      say(
        `exemples tenus à l’écart, ${left.wordings} phrases\u00A0: bon outil ${share(left.rightTool, left.wordings)}, bon outil et mêmes champs ${share(left.rightToolAndInput, left.wordings)}`,
        `leave-one-out, ${left.wordings} wordings: right tool ${share(left.rightTool, left.wordings)}, right tool and same fields ${share(left.rightToolAndInput, left.wordings)}`,
      ),
    );
  console.log(`→ ${path.relative(process.cwd(), writeResults(runs, left))}`);
}
process.exit(runs.some(({ results }) => results.some(isWrong)) ? 1 : 0);
