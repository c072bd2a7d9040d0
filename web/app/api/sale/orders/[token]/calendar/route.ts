import { answerCalendar } from "../../../../../../sale/answer-files.ts";

type Params = { params: Promise<{ token: string }> };

export async function GET(request: Request, { params }: Params) {
  return answerCalendar(request, (await params).token);
}
