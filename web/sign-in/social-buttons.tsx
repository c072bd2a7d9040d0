"use client";

import { useTranslations } from "next-intl";
import { Button } from "../components/button.tsx";
import { postAccount } from "../session/post-account.ts";

export type Provider = "google" | "apple";

/** Only the providers that this installation has keys for. */
export function SocialButtons({ providers, next }: { providers: Provider[]; next: string }) {
  const t = useTranslations("signIn");
  if (providers.length === 0) return null;
  const go = async (provider: Provider) => {
    const answer = await postAccount("/sign-in/social", { provider, callbackURL: next });
    if (answer.ok && typeof answer.value["url"] === "string") {
      window.location.assign(answer.value["url"]);
    }
  };
  return (
    <div className="mt-4 flex flex-col gap-2 border-t border-line pt-4">
      {providers.map((provider) => (
        <Button key={provider} wide onClick={() => void go(provider)}>
          {t(provider)}
        </Button>
      ))}
    </div>
  );
}
