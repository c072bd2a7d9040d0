import { randomBytes } from "node:crypto";
import { killCycles } from "#tools/ticketing/testing/race-kills.ts";

/**
 * `npm run soak [cycles] [seed]`: kills of buyers' processes and of the database server in the middle
 * of a sale, a thousand unless told otherwise, the history read after each. A sale of its own for
 * each hundred, so that reading it stays quick.
 */
const cycles = Number(process.argv[2] ?? 1_000);
const seed = process.argv[3] ?? randomBytes(3).toString("hex");
const perSale = 100;

const started = performance.now();
let [client, server, held, paid] = [0, 0, 0, 0];
for (let done = 0; done < cycles; done += perSale) {
  const saleSeed = `${seed} ${done / perSale}`;
  const report = await killCycles({
    seed: saleSeed,
    cycles: Math.min(perSale, cycles - done),
    serverEvery: 4,
    onCycle: (cycle) => {
      if (cycle % 25 === 0) process.stdout.write(`${done + cycle} `);
    },
  });
  client += report.killed.client;
  server += report.killed.server;
  held += report.told.held.length;
  paid += report.told.paid.length;
  const seconds = Math.round((performance.now() - started) / 1_000);
  console.log(
    `${client + server} of ${cycles} kills (${client} of clients, ${server} of the server) in ${seconds} s: ${held} holds and ${paid} payments answered`,
  );
  if (report.broken.length + report.surprises.length > 0) {
    console.error(`Broken with the seed "${saleSeed}":`);
    console.error(JSON.stringify([...report.broken, ...report.surprises], null, 2));
    process.exit(1);
  }
}
console.log(`Nothing oversold, lost or doubled. Seed ${seed}.`);
