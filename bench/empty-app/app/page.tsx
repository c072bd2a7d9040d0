import { connection } from "next/server";

/** Drawn for each request, as a page that looks at who asks. */
export default async function Page() {
  await connection();
  return <p>Empty</p>;
}
