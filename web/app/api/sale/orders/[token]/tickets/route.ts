import { after } from "next/server";
import { answerChange } from "../../../../../../sale/answer-change.ts";

type Params = { params: Promise<{ token: string }> };

export async function POST(request: Request, { params }: Params) {
  return answerChange(request, (await params).token, after);
}
