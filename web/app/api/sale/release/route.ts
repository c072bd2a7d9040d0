import { answerRelease } from "../../../../sale/answer-buyer.ts";

export const POST = (request: Request) => answerRelease(request);
