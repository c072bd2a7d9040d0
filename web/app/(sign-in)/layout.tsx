import type { ReactNode } from "react";
import { Words } from "../../session/words.tsx";
import { LanguageSwitch } from "../../sign-in/language-switch.tsx";
import { Poster } from "../../sign-in/poster.tsx";
import { Wordmark } from "../../design/wordmark.tsx";

export default function SignInLayout({ children }: { children: ReactNode }) {
  return (
    <Words of={["signIn", "field", "dialog"]}>
      <div className="grid min-h-dvh md:grid-cols-[minmax(26rem,1fr)_minmax(0,1.25fr)]">
        <div className="flex flex-col px-6 py-6 sm:px-10">
          <header className="flex items-center justify-between">
            <Wordmark height={17} />
            <LanguageSwitch />
          </header>
          <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-12">
            {children}
          </main>
        </div>
        <Poster />
      </div>
    </Words>
  );
}
