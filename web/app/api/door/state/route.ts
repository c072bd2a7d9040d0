import { answerState } from "../../../../door/answer-door.ts";

export const POST = answerState;
