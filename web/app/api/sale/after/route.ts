import { after } from "next/server";
import { answerAfterSale } from "../../../../sale/answer-after-sale.ts";

export const POST = (request: Request) => answerAfterSale(request, after);
