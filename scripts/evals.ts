import { parseArgs } from "node:util";
import { runEvals } from "#evals/run.ts";

const { values } = parseArgs({
  options: {
    /** A case or a family of cases. */
    only: { type: "string" },
    /** The built-in interpreter, although a key is set. */
    interpreter: { type: "boolean" },
  },
});

const met = await runEvals({ ...values, print: (line) => console.log(line) });
process.exit(met ? 0 : 1);
