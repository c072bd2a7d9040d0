import { after } from "next/server";
import { answerReturn } from "../../../../../../sale/answer-return.ts";

type Params = { params: Promise<{ token: string }> };

export async function GET(request: Request, { params }: Params) {
  return answerReturn(request, (await params).token, after);
}
