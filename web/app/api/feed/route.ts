import { answerFeed } from "../../../feed/answer-feed.ts";

export const GET = answerFeed;
