import { after } from "next/server";
import { answerOrder } from "../../../../../sale/answer-buyer.ts";

type Params = { params: Promise<{ token: string }> };

export async function GET(request: Request, { params }: Params) {
  return answerOrder(request, (await params).token, after);
}
