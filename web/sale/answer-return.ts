import { getAccounts } from "#accounts/auth.ts";
import { sendOutbox } from "#tools/core/send-outbox.ts";
import { returnFromPayment } from "#tools/ticketing/pay-as-buyer.ts";
import { asOrderBuyer, type Later } from "./answer-buyer.ts";

/** Where the provider's page sends a buyer who has paid: the order is settled, then shown. */
export async function answerReturn(
  request: Request,
  token: string,
  later: Later,
): Promise<Response> {
  const context = await asOrderBuyer(request, token);
  if (!context) return new Response(null, { status: 404 });
  await returnFromPayment(context, token);
  const { env } = getAccounts();
  later(() => sendOutbox(context.database, context.integrations, env.KONCERT_URL));
  return new Response(null, {
    status: 303,
    headers: { location: `${env.KONCERT_URL}/o/${token}` },
  });
}
