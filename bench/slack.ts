import { openSlackWorld } from "#slack-bot/testing/open-slack-world.ts";
import { median, report } from "./measure.ts";
import { percentile } from "./rounds.ts";

const events = 300;
const atOnce = 10;
/** After three seconds Slack counts an event as lost and sends it again. */
const patienceMs = 3_000;
const goal = 0.33;

/**
 * From a signed event of Slack to its acknowledgement, while the events before it are being answered;
 * and from the event to the first words of its answer, by the built-in interpreter's stand-in.
 */
export async function benchSlack(): Promise<void> {
  const slack = await openSlackWorld();
  try {
    await slack.connect("T1");
    await slack.link("U1", "manager");
    const acknowledged: number[] = [];
    let sent = 0;
    const one = async () => {
      const at = (sent += 1);
      const started = performance.now();
      const response = await slack.event(
        { type: "app_mention", channel: "C1", user: "U1", ts: `${at}.1`, text: "bonjour" },
        { wait: false },
      );
      acknowledged.push(performance.now() - started);
      if (response.status !== 200) throw new Error(`Slack would be answered ${response.status}`);
    };
    for (let warm = 0; warm < 10; warm++) await one();
    await slack.settled();
    acknowledged.length = 0;
    while (sent < events) await Promise.all(Array.from({ length: atOnce }, one));
    await slack.settled();
    const answers = slack.fake.of("chat.stopStream").length;
    if (answers !== sent) throw new Error(`${answers} of ${sent} events were answered`);

    const first: number[] = [];
    for (let turn = 0; turn < 30; turn++) {
      slack.fake.calls.length = 0;
      const started = performance.now();
      await slack.event({
        type: "app_mention",
        channel: "C1",
        user: "U1",
        ts: `${10_000 + turn}.1`,
        text: "bonjour",
      });
      first.push(performance.now() - started);
    }
    const p99 = percentile(acknowledged, 0.99);
    report({
      name: "Slack event to acknowledgement, p99 / 3 s",
      ratio: p99 / patienceMs,
      goal: `at most ${goal}`,
      met: p99 / patienceMs <= goal,
      figures: {
        "p99 ms": p99,
        "median ms": median(acknowledged),
        "median ms to a whole answer, alone": median(first),
        events: sent,
      },
    });
  } finally {
    await slack.close();
  }
}
