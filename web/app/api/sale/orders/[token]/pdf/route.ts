import { answerPdf } from "../../../../../../sale/answer-files.ts";

type Params = { params: Promise<{ token: string }> };

/** All tickets of the order, or the one that `?ticket=` names. */
export async function GET(request: Request, { params }: Params) {
  return answerPdf(request, (await params).token);
}
