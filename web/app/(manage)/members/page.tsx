import { UserPlus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { Panel } from "../../../components/panel.tsx";
import { ToolButton } from "../../../forms/tool-button.tsx";
import { InvitationLine, MemberLine } from "../../../organization/member-lines.tsx";
import { OrganizationTabs } from "../../../organization/organization-tabs.tsx";
import { RightsTable } from "../../../organization/rights-table.tsx";
import { readTool, requireSession } from "../../../session/read-tool.ts";
import { Words } from "../../../session/words.tsx";
import { Page } from "../../../shell/page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organization"))("members") };
}

export default async function Members() {
  const session = await requireSession();
  const say = createSay(session.locale);
  const [t, { members, invitations }, rights] = await Promise.all([
    getTranslations("organization"),
    readTool("organization_list_members", {}),
    readTool("organization_list_roles", {}),
  ]);
  return (
    <Words of={["organization"]}>
      <Page
        title={t("members")}
        actions={
          <ToolButton
            permission="organization:invite"
            look="ink"
            size="md"
            icon={<UserPlus aria-hidden className="size-4" />}
            form={{
              tool: "organization_invite_member",
              title: t("invite"),
              submit: t("inviteSend"),
            }}
          >
            {t("invite")}
          </ToolButton>
        }
      >
        <OrganizationTabs />
        <Panel title={t("membersCount", { count: members.length })} level={2} flush>
          <ul className="divide-y divide-line border-t border-line">
            {members.map((member) => (
              <MemberLine
                key={member.id}
                member={member}
                self={member.id === session.active.memberId}
              />
            ))}
          </ul>
        </Panel>
        {invitations.length > 0 && (
          <Panel title={t("invitations")} level={2} flush>
            <ul className="divide-y divide-line border-t border-line">
              {invitations.map((invitation) => (
                <InvitationLine
                  key={invitation.email}
                  invitation={invitation}
                  until={say.day(invitation.expiresAt.slice(0, 10))}
                />
              ))}
            </ul>
          </Panel>
        )}
        <Panel title={t("rights")} subtitle={t("rightsHelp")} level={2} flush>
          <RightsTable rights={rights} say={say} label={t("rights")} />
        </Panel>
      </Page>
    </Words>
  );
}
