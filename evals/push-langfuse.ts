import { askProvider } from "#integrations/ask-provider.ts";
import type { Env } from "#integrations/env.ts";
import { phrasingsOf, readCases } from "./case.ts";
import { type EvalRun, isWrong } from "./run.ts";

const dataset = "koncert-evals";

/**
 * Tells Langfuse of a run as an experiment over the data set of the cases, where it is configured:
 * an item for each wording, a trace and its scores for each attempt. The cases are of our own making:
 * nothing of a customer is in them. Answers whether it was told.
 */
export async function pushRun(run: EvalRun, env: Env, name: string): Promise<boolean> {
  const { LANGFUSE_PUBLIC_KEY: publicKey, LANGFUSE_SECRET_KEY: secretKey } = env;
  if (!publicKey || !secretKey) return false;
  const base = (env.LANGFUSE_BASE_URL ?? "https://cloud.langfuse.com").replace(/\/+$/, "");
  const authorization = `Basic ${Buffer.from(`${publicKey}:${secretKey}`).toString("base64")}`;
  const post = (path: string, body: unknown) =>
    askProvider("Langfuse", `${base}/api/public/${path}`, {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  await post("v2/datasets", { name: dataset });
  const wordings = new Map(
    readCases()
      .flatMap(phrasingsOf)
      .map((one) => [`${one.id}.${one.phrasing}`, one]),
  );
  const at = new Date().toISOString();
  for (const result of run.results) {
    const item = `${result.id}.${result.phrasing}`;
    const wording = wordings.get(item);
    const traceId = crypto.randomUUID().replaceAll("-", "");
    await post("dataset-items", {
      id: `${dataset}.${item}`,
      datasetName: dataset,
      input: wording?.says,
      expectedOutput: wording?.expect,
      metadata: { family: result.family, locale: wording?.locale },
    });
    const scores = { passed: result.passed, harmless: !isWrong(result) };
    await post("ingestion", {
      batch: [
        event("trace-create", at, {
          id: traceId,
          name: item,
          timestamp: at,
          input: wording?.says,
          output: result.transcript,
          tags: ["evals", run.model, result.family],
        }),
        ...Object.entries(scores).map(([score, held]) =>
          event("score-create", at, {
            id: crypto.randomUUID(),
            traceId,
            name: score,
            value: held ? 1 : 0,
            dataType: "BOOLEAN",
            comment: result.problems.join("\n") || undefined,
          }),
        ),
      ],
    });
    await post("dataset-run-items", {
      runName: name,
      datasetItemId: `${dataset}.${item}`,
      traceId,
      metadata: { model: run.model, repeat: result.repeat },
    });
  }
  return true;
}

const event = (type: string, timestamp: string, body: object) => ({
  id: crypto.randomUUID(),
  type,
  timestamp,
  body,
});
