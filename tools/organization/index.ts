import { connectPayments } from "./connect-payments.ts";
import { decideApproval } from "./decide-approval.ts";
import { getCall } from "./get-call.ts";
import { getOverview } from "./get-overview.ts";
import { getOrganization } from "./get-organization.ts";
import { getPaymentAccount } from "./get-payment-account.ts";
import { getUsage } from "./get-usage.ts";
import { inviteMember } from "./invite-member.ts";
import { listActivity } from "./list-activity.ts";
import { listApprovals } from "./list-approvals.ts";
import { listIntegrations } from "./list-integrations.ts";
import { listMembers } from "./list-members.ts";
import { listRoles } from "./list-roles.ts";
import { removeMember } from "./remove-member.ts";
import { revokeInvitation } from "./revoke-invitation.ts";
import { sendTestMail } from "./send-test-mail.ts";
import { setBudget } from "./set-budget.ts";
import { setRole } from "./set-role.ts";
import { undoCall } from "./undo-call.ts";
import { updateOrganization } from "./update-organization.ts";

export const organizationTools = [
  connectPayments,
  decideApproval,
  getCall,
  getOverview,
  getOrganization,
  getPaymentAccount,
  getUsage,
  inviteMember,
  listActivity,
  listApprovals,
  listIntegrations,
  listMembers,
  listRoles,
  removeMember,
  revokeInvitation,
  sendTestMail,
  setBudget,
  setRole,
  undoCall,
  updateOrganization,
] as const;
