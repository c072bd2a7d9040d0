import { getTranslations } from "next-intl/server";
import type { Env } from "#integrations/env.ts";

const identity = (env: Env) =>
  [
    ["name", env.KONCERT_OPERATOR_NAME],
    ["registration", env.KONCERT_OPERATOR_REGISTRATION],
    ["address", env.KONCERT_OPERATOR_ADDRESS],
    ["email", env.KONCERT_OPERATOR_EMAIL],
    ["phone", env.KONCERT_OPERATOR_PHONE],
    ["director", env.KONCERT_OPERATOR_DIRECTOR],
    ["host", env.KONCERT_OPERATOR_HOST],
  ] as const;

/** Whether the law still waits for something that the operator has not given. */
export const toComplete = (env: Env) => identity(env).some(([, value]) => !value);

/** Who runs this installation and who hosts it: what the environment says, and nothing else. */
export async function Operator({ env }: { env: Env }) {
  const t = await getTranslations("site.legal");
  return (
    <dl className="divide-y divide-line rounded-lg border border-line bg-surface">
      {identity(env).map(([key, value]) => (
        <div key={key} className="grid gap-x-6 px-4 py-2.5 sm:grid-cols-[14rem_minmax(0,1fr)]">
          <dt className="text-faint">{t(`notice.${key}`)}</dt>
          <dd className="min-w-0 break-words whitespace-pre-line">
            {value ?? <span className="text-option">{t("missing")}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
