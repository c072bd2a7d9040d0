import { answerHold } from "../../../../sale/answer-buyer.ts";

export const POST = (request: Request) => answerHold(request);
