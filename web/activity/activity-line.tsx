"use client";

import { ChevronDown, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { useSay } from "../components/use-say.ts";
import { sayValue } from "../components/value.tsx";
import { classNames } from "../design/class-names.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";
import { CallDetails } from "./call-details.tsx";

type Call = ToolOutput<"organization_list_activity">["calls"][number];

/** One action: when, what came of it, who, through what. */
export function ActivityLine({ call }: { call: Call }) {
  const t = useTranslations("activity");
  const say = useSay();
  const choice = useChoiceLabel();
  const [open, setOpen] = useState(false);
  const details = useId();
  const by = call.by ?? (call.via === "sale" ? t("buyer") : t("someone"));
  return (
    <li className={classNames(open && "bg-sunken/40")}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={details}
        onClick={() => setOpen(!open)}
        className="figures grid w-full grid-cols-[3.75rem_minmax(0,1fr)_auto] items-start gap-x-3 px-4 py-2.5 text-left text-sm hover:bg-hover focus-visible:outline-offset-[-2px]"
      >
        <span className="text-faint">{sayValue(say, call.time, "time")}</span>
        <span className="min-w-0">
          <span
            className={classNames(
              "block truncate font-medium",
              call.undone && "text-faint line-through",
            )}
          >
            {say(call.title)}
          </span>
          {call.summary && (
            <span className={classNames("block text-soft", !open && "truncate")}>
              {call.summary}
            </span>
          )}
          <span className="block truncate text-faint">
            {by}
            {call.via &&
              call.via !== "web" &&
              ` · ${t("through", { via: choice("via", call.via) })}`}
            {call.undone && (
              <>
                {" · "}
                <Undo2 aria-hidden className="mb-0.5 inline size-3.5" /> {t("undone")}
              </>
            )}
          </span>
        </span>
        <ChevronDown
          aria-hidden
          className={classNames(
            "mt-0.5 size-4 text-faint transition-transform duration-200",
            open && "rotate-180",
          )}
        />
      </button>
      <div id={details} hidden={!open} className="px-4 pt-1 pb-4 sm:pl-[5.5rem]">
        {open && <CallDetails id={call.id} />}
      </div>
    </li>
  );
}
