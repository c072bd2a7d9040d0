"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { PasswordField, TextField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { toast } from "../components/toast.tsx";
import { postAccount } from "../session/post-account.ts";
import { useAccountForm } from "../sign-in/use-account-form.ts";
import { Row } from "./row.tsx";

type Enrolment = { secret: string; picture: string; backupCodes: string[] };

/** The code of an authenticator application, asked at each sign-in from a new device. */
export function TwoFactor({ enabled }: { enabled: boolean }) {
  const t = useTranslations("settings");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const close = () => {
    setOpen(false);
    setEnrolment(null);
  };
  const done = (words: string) => {
    close();
    toast(words);
    router.refresh();
  };
  return (
    <Row label={t("twoFactor")} help={t("twoFactorHelp")}>
      <Button size="sm" look={enabled ? "danger" : "outline"} onClick={() => setOpen(true)}>
        {enabled ? t("disable") : t("enable")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={(next) => (next ? setOpen(true) : close())}
        title={enabled ? t("disableTitle") : t("enableTitle")}
      >
        {enrolment ? (
          <Confirm enrolment={enrolment} onDone={() => done(t("enabled"))} />
        ) : (
          <Password
            enabled={enabled}
            onEnrol={setEnrolment}
            onDisabled={() => done(t("disabled"))}
          />
        )}
      </Dialog>
    </Row>
  );
}

function Password({
  enabled,
  onEnrol,
  onDisabled,
}: {
  enabled: boolean;
  onEnrol(enrolment: Enrolment): void;
  onDisabled(): void;
}) {
  const t = useTranslations("settings");
  const form = useAccountForm(
    (values) =>
      postAccount(enabled ? "/two-factor/disable" : "/two-factor/enable", {
        password: values["password"],
      }),
    (value) => {
      if (enabled) onDisabled();
      else void enrolmentOf(value).then(onEnrol);
    },
  );
  return (
    <form method="post" className="flex flex-col gap-4" onSubmit={form.onSubmit}>
      {form.error && <Notice tone="error">{form.error}</Notice>}
      <PasswordField
        label={t("password")}
        name="password"
        autoComplete="current-password"
        required
      />
      <Button type="submit" look={enabled ? "danger" : "signal"} busy={form.busy}>
        {enabled ? t("disable") : t("next")}
      </Button>
    </form>
  );
}

async function enrolmentOf(value: Record<string, unknown>): Promise<Enrolment> {
  const address = String(value["totpURI"]);
  const { toDataURL } = await import("qrcode");
  return {
    secret: new URL(address).searchParams.get("secret") ?? "",
    picture: await toDataURL(address, { margin: 2, width: 200, errorCorrectionLevel: "M" }),
    backupCodes: Array.isArray(value["backupCodes"]) ? value["backupCodes"].map(String) : [],
  };
}

function Confirm({ enrolment, onDone }: { enrolment: Enrolment; onDone(): void }) {
  const t = useTranslations("settings");
  const form = useAccountForm(
    (values) =>
      postAccount("/two-factor/verify-totp", {
        code: (values["code"] ?? "").replaceAll(/\s/g, ""),
      }),
    onDone,
  );
  return (
    <form method="post" className="flex flex-col gap-4" onSubmit={form.onSubmit}>
      <p className="text-sm text-soft">{t("scan")}</p>
      {/* A picture made in the browser needs no optimiser. */}
      {/* oxlint-disable-next-line nextjs/no-img-element */}
      <img
        src={enrolment.picture}
        alt={t("qr")}
        width={200}
        height={200}
        className="self-center rounded-md"
      />
      <p data-authenticator-key className="text-center font-mono text-sm break-all">
        {enrolment.secret}
      </p>
      <div className="rounded-md bg-sunken p-3">
        <p className="mb-2 text-sm">{t("backupCodes")}</p>
        <ul className="grid grid-cols-2 gap-x-4 font-mono text-sm">
          {enrolment.backupCodes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
      {form.error && <Notice tone="error">{form.error}</Notice>}
      <TextField
        label={t("code")}
        name="code"
        required
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9 ]{6,7}"
      />
      <Button type="submit" look="signal" busy={form.busy}>
        {t("confirm")}
      </Button>
    </form>
  );
}
