"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useSay } from "../../components/use-say.ts";
import { classNames } from "../../design/class-names.ts";
import type { DateFacts } from "./use-date-forms.ts";

/** The parts of the page, kept in sight, and the dates before and after: `[` and `]`. */
export function SubNav({ facts, sections }: { facts: DateFacts; sections: readonly string[] }) {
  const t = useTranslations("performance");
  const active = useInSight(sections);
  const router = useRouter();
  const { previous, next } = facts;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.metaKey || event.ctrlKey || event.altKey) {
        // On many keyboards the brackets need AltGr, which also says Control and Alt.
        if (!event.getModifierState("AltGraph")) return;
      }
      if (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) || target.isContentEditable) return;
      const to = event.key === "[" ? previous : event.key === "]" ? next : null;
      if (to) router.push(`/performances/${to.id}`);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [previous, next, router]);
  return (
    <div className="sticky top-0 z-1 -mx-4 flex items-center gap-2 border-b border-line bg-paper px-4 sm:-mx-6 sm:px-6 lg:-mx-8 lg:px-8">
      <nav
        aria-label={t("sections")}
        className="flex min-w-0 flex-1 [scrollbar-width:none] gap-1 relative overflow-x-auto"
      >
        {sections.map((id) => (
          <a
            key={id}
            href={`#${id}`}
            aria-current={active === id ? "true" : undefined}
            className={classNames(
              "inline-flex h-11 shrink-0 items-center border-b-2 px-2.5 text-sm whitespace-nowrap hover:text-ink focus-visible:outline-offset-[-2px]",
              active === id ? "border-ink font-medium text-ink" : "border-transparent text-soft",
            )}
          >
            {t(`nav.${id}`)}
          </a>
        ))}
      </nav>
      <span className="flex shrink-0">
        <Neighbour
          to={previous}
          label={t("previous")}
          keys="["
          icon={<ChevronLeft aria-hidden />}
        />
        <Neighbour to={next} label={t("next")} keys="]" icon={<ChevronRight aria-hidden />} />
      </span>
    </div>
  );
}

function Neighbour({
  to,
  label,
  keys,
  icon,
}: {
  to: DateFacts["next"];
  label: string;
  keys: string;
  icon: React.ReactNode;
}) {
  const say = useSay();
  const look = "grid size-9 place-items-center rounded-sm [&_svg]:size-4";
  if (!to) return <span className={classNames(look, "text-line")}>{icon}</span>;
  const name = [label, to.city, say.shortDay(to.day)].filter(Boolean).join(", ");
  return (
    <Link
      href={`/performances/${to.id}`}
      aria-label={name}
      aria-keyshortcuts={keys}
      title={`${name} (${keys})`}
      className={classNames(look, "text-soft hover:bg-hover hover:text-ink")}
    >
      {icon}
    </Link>
  );
}

/** The topmost part that can be seen. */
function useInSight(sections: readonly string[]): string | undefined {
  const [active, setActive] = useState(sections[0]);
  useEffect(() => {
    const seen = new Set<string>();
    const watch = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          if (entry.isIntersecting) seen.add(entry.target.id);
          else seen.delete(entry.target.id);
        }
        setActive((before) => sections.find((id) => seen.has(id)) ?? before);
      },
      { rootMargin: "-60px 0px -55% 0px" },
    );
    for (const id of sections) {
      const part = document.getElementById(id);
      if (part) watch.observe(part);
    }
    return () => watch.disconnect();
  }, [sections]);
  return active;
}
