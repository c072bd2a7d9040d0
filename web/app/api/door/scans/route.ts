import { answerScans } from "../../../../door/answer-door.ts";

export const POST = answerScans;
