/** Answered by the Node server where there is one; by this route elsewhere. */
export const GET = () => Response.json({ ok: true });
