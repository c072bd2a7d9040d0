import { answerInngest } from "../../../work/answer-inngest.ts";

export const GET = answerInngest;
export const POST = answerInngest;
export const PUT = answerInngest;
