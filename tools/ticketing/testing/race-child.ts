import { openCrowd, recallSold, runRace } from "./race-crowd.ts";
import type { Stage } from "./race-stage.ts";

/** What the parent asks for, as the argument. */
export type ChildTask = {
  stage: Stage;
  seed: string;
  from: number;
  atOnce: number;
  connections: number;
};

// People who come until the process is killed. Each answer is written down at once: a pipe takes it
// before the next call, so that what the parent has read was told.
const { stage, seed, from, atOnce, connections } = JSON.parse(process.argv[2] ?? "") as ChildTask;
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const crowd = openCrowd(stage, { connections, outlives: true, onTold: say });
// The parent is gone, however it went.
process.stdin.once("close", () => process.exit(0)).resume();
await recallSold(crowd);
const step = 10;
for (let next = from; ; next += step) {
  say({ at: next });
  await runRace(crowd, { seed, from: next, people: step, atOnce });
  for (const surprise of crowd.surprises.splice(0)) say({ surprise });
}
