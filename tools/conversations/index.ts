import { rateAnswer } from "./rate-answer.ts";

export const conversationsTools = [rateAnswer] as const;
