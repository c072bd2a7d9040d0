import { answerRush } from "../../../../sale/answer-rush.ts";

export const GET = (request: Request) => answerRush(request);
export const POST = (request: Request) => answerRush(request);
