import { useTranslations } from "next-intl";

/** A right of an application or key in words. */
export function useRights(): (scope: string) => string {
  const t = useTranslations("signIn.scopes");
  return (scope) => {
    const key = scope.replace(":", "_");
    return t.has(key) ? t(key) : scope;
  };
}
