"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { PasswordField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { toast } from "../components/toast.tsx";
import { postAccount } from "../session/post-account.ts";
import { useAccountForm } from "../sign-in/use-account-form.ts";
import { Row } from "./row.tsx";

/** A new password; the other devices have to sign in again. */
export function ChangePassword() {
  const t = useTranslations("settings");
  const [open, setOpen] = useState(false);
  return (
    <Row label={t("password")} help={t("passwordHelp")}>
      <Button size="sm" onClick={() => setOpen(true)}>
        {t("changePassword")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t("changePassword")}>
        <PasswordForm
          onDone={() => {
            setOpen(false);
            toast(t("passwordChanged"));
          }}
        />
      </Dialog>
    </Row>
  );
}

function PasswordForm({ onDone }: { onDone(): void }) {
  const t = useTranslations("settings");
  const form = useAccountForm(
    (values) =>
      postAccount("/change-password", {
        currentPassword: values["current"],
        newPassword: values["new"],
        revokeOtherSessions: true,
      }),
    onDone,
  );
  return (
    <form method="post" className="flex flex-col gap-4" onSubmit={form.onSubmit}>
      {form.error && <Notice tone="error">{form.error}</Notice>}
      <PasswordField
        label={t("currentPassword")}
        name="current"
        autoComplete="current-password"
        required
      />
      <PasswordField
        label={t("newPassword")}
        name="new"
        hint={t("passwordRule")}
        minLength={10}
        maxLength={128}
        autoComplete="new-password"
        required
      />
      <Button type="submit" look="ink" busy={form.busy}>
        {t("changePassword")}
      </Button>
    </form>
  );
}
