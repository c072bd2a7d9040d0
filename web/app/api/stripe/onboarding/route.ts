import { answerMember } from "../../../../session/answer-member.ts";
import { answerOnboarding } from "../../../../organization/answer-onboarding.ts";

export const POST = (request: Request) => answerMember(request, answerOnboarding);
