import { cancelRun } from "./cancel-run.ts";
import { connectPayments } from "./connect-payments.ts";
import { connectSlack } from "./connect-slack.ts";
import { decideApproval } from "./decide-approval.ts";
import { disconnectSlack } from "./disconnect-slack.ts";
import { getCall } from "./get-call.ts";
import { getOverview } from "./get-overview.ts";
import { getOrganization } from "./get-organization.ts";
import { getRun } from "./get-run.ts";
import { getPaymentAccount } from "./get-payment-account.ts";
import { getSlackLink } from "./get-slack-link.ts";
import { getUsage } from "./get-usage.ts";
import { inviteMember } from "./invite-member.ts";
import { linkSlack } from "./link-slack.ts";
import { listActivity } from "./list-activity.ts";
import { listApprovals } from "./list-approvals.ts";
import { listIntegrations } from "./list-integrations.ts";
import { listMembers } from "./list-members.ts";
import { listRuns } from "./list-runs.ts";
import { listRoles } from "./list-roles.ts";
import { listSlack } from "./list-slack.ts";
import { removeMember } from "./remove-member.ts";
import { retryRun } from "./retry-run.ts";
import { revokeInvitation } from "./revoke-invitation.ts";
import { sendBrief } from "./send-brief.ts";
import { sendTestMail } from "./send-test-mail.ts";
import { setBrief } from "./set-brief.ts";
import { setBudget } from "./set-budget.ts";
import { setRole } from "./set-role.ts";
import { undoCall } from "./undo-call.ts";
import { unlinkSlack } from "./unlink-slack.ts";
import { updateOrganization } from "./update-organization.ts";

export const organizationTools = [
  cancelRun,
  sendBrief,
  setBrief,
  getRun,
  listRuns,
  retryRun,
  connectPayments,
  connectSlack,
  decideApproval,
  disconnectSlack,
  getCall,
  getOverview,
  getOrganization,
  getPaymentAccount,
  getSlackLink,
  getUsage,
  inviteMember,
  linkSlack,
  listActivity,
  listApprovals,
  listIntegrations,
  listMembers,
  listRoles,
  listSlack,
  removeMember,
  revokeInvitation,
  sendTestMail,
  setBudget,
  setRole,
  undoCall,
  unlinkSlack,
  updateOrganization,
] as const;
