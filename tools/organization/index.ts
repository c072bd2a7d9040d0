import { decideApproval } from "./decide-approval.ts";
import { getUsage } from "./get-usage.ts";
import { inviteMember } from "./invite-member.ts";
import { listActivity } from "./list-activity.ts";
import { listApprovals } from "./list-approvals.ts";
import { listMembers } from "./list-members.ts";
import { removeMember } from "./remove-member.ts";
import { revokeInvitation } from "./revoke-invitation.ts";
import { setBudget } from "./set-budget.ts";
import { setRole } from "./set-role.ts";
import { undoCall } from "./undo-call.ts";
import { updateOrganization } from "./update-organization.ts";

export const organizationTools = [
  decideApproval,
  getUsage,
  inviteMember,
  listActivity,
  listApprovals,
  listMembers,
  removeMember,
  revokeInvitation,
  setBudget,
  setRole,
  undoCall,
  updateOrganization,
] as const;
