import { answerOpen } from "../../../../door/answer-door.ts";

export const POST = answerOpen;
