"use client";

import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Button } from "../components/button.tsx";
import { Select } from "../components/select.tsx";
import { useChoiceLabel } from "../forms/form-control.tsx";
import { RunButton } from "../forms/run-button.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { useMay } from "../shell/permissions.tsx";

type Listed = ToolOutput<"organization_list_members">;
const roles = ["owner", "manager", "accountant", "door_staff", "viewer"] as const;

export function MemberLine({ member, self }: { member: Listed["members"][number]; self: boolean }) {
  const t = useTranslations("organization");
  const choice = useChoiceLabel();
  const { run, openForm } = useTools();
  const manages = useMay()("organization:manage");
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <span
        aria-hidden
        className="grid size-8 shrink-0 place-items-center rounded-full bg-sunken font-display text-sm font-semibold"
      >
        {member.name.trim().charAt(0).toUpperCase()}
      </span>
      <span className="min-w-40 flex-1">
        <span className="block font-medium break-words">
          {member.name}
          {self && <span className="text-sm font-normal text-faint"> {t("you")}</span>}
        </span>
        <span className="block text-sm break-all text-soft">{member.email}</span>
      </span>
      {member.status !== "active" && (
        <span className="text-sm text-option">{t(`statuses.${member.status}`)}</span>
      )}
      {manages && !self ? (
        <>
          <Select
            label={t("roleOf", { name: member.name })}
            value={member.role}
            onChange={(role) => void run("organization_set_role", { member: member.id, role })}
            options={roles.map((role) => ({ value: role, label: choice("role", role) }))}
          />
          <Button
            size="sm"
            look="quiet"
            onClick={() =>
              openForm({
                tool: "organization_remove_member",
                title: t("removeTitle", { name: member.name }),
                preset: { member: member.id },
                submit: t("remove"),
              })
            }
          >
            {t("remove")}
          </Button>
        </>
      ) : (
        <span className="text-sm text-soft">{choice("role", member.role)}</span>
      )}
    </li>
  );
}

export function InvitationLine({
  invitation,
  until,
}: {
  invitation: Listed["invitations"][number];
  until: string;
}) {
  const t = useTranslations("organization");
  const choice = useChoiceLabel();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <span className="min-w-40 flex-1">
        <span className="block font-medium break-all">{invitation.email}</span>
        <span className="block text-sm text-soft">
          {choice("role", invitation.role)} · {t("until", { day: until })}
        </span>
      </span>
      <RunButton
        permission="organization:invite"
        tool="organization_invite_member"
        input={{ email: invitation.email, role: invitation.role }}
      >
        {t("inviteAgain")}
      </RunButton>
      <RunButton
        permission="organization:invite"
        tool="organization_revoke_invitation"
        input={{ email: invitation.email }}
        look="quiet"
      >
        {t("revoke")}
      </RunButton>
    </li>
  );
}
