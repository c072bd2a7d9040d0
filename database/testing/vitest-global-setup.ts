import { deskVariable, openClusterDesk } from "./cluster-desk.ts";

/** One server for the whole test run, ended with it. */
export default async function setUp(): Promise<() => Promise<void>> {
  const desk = await openClusterDesk();
  process.env[deskVariable] = desk.url;
  return () => desk.close();
}
