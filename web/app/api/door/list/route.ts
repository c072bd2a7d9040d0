import { answerList } from "../../../../door/answer-door.ts";

export const POST = answerList;
