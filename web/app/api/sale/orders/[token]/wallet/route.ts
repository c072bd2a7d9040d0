import { answerWallet } from "../../../../../../sale/answer-files.ts";

type Params = { params: Promise<{ token: string }> };

/** A ticket for a phone: `?ticket=` and `?for=apple` or `google`. */
export async function GET(request: Request, { params }: Params) {
  return answerWallet(request, (await params).token);
}
