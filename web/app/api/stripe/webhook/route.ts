import { after } from "next/server";
import { answerWebhook } from "../../../../sale/answer-webhook.ts";

export const POST = (request: Request) => answerWebhook(request, after);
