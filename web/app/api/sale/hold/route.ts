import { answerRush } from "../../../../sale/answer-rush.ts";

export const POST = (request: Request) => answerRush(request);
