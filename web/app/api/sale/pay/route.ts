import { after } from "next/server";
import { answerPay } from "../../../../sale/answer-buyer.ts";

export const POST = (request: Request) => answerPay(request, after);
