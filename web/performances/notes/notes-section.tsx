"use client";

import { Check, CircleAlert, CloudOff, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../../components/button.tsx";
import { Spinner } from "../../components/spinner.tsx";
import { useTools } from "../../forms/tool-runner.tsx";
import { useMay } from "../../shell/permissions.tsx";
import { Nothing, Section } from "../date/section.tsx";
import { useNotes } from "./use-notes.ts";

const longest = 20_000;

export function NotesSection({ id, notes }: { id: string; notes: string }) {
  const t = useTranslations("notes");
  if (useMay()("tours:write")) return <NotesBox key={id} id={id} notes={notes} />;
  return (
    <Section id="notes" title={t("title")} flush>
      {notes === "" ? (
        <Nothing>{t("none")}</Nothing>
      ) : (
        <p className="px-4 pb-4 text-sm break-words whitespace-pre-line">{notes}</p>
      )}
    </Section>
  );
}

function NotesBox({ id, notes }: { id: string; notes: string }) {
  const t = useTranslations("notes");
  const { run } = useTools();
  const { state, dispatch, lastCall, forgetCall, saveNow } = useNotes(id, notes);
  const undo = async () => {
    forgetCall();
    await run("organization_undo_call", { call: lastCall });
  };
  return (
    <Section
      id="notes"
      title={t("title")}
      flush
      aside={
        <>
          <Phase phase={state.phase} again={saveNow} />
          {state.phase === "saved" && lastCall && (
            <Button
              size="sm"
              look="quiet"
              icon={<Undo2 aria-hidden className="size-3.5" />}
              onClick={() => void undo()}
            >
              {t("undo")}
            </Button>
          )}
        </>
      }
    >
      <div className="px-4 pb-4">
        <textarea
          aria-label={t("title")}
          placeholder={t("placeholder")}
          value={state.text}
          maxLength={longest}
          onChange={(event) => dispatch({ type: "typed", text: event.target.value })}
          className="field-sizing-content max-h-[60dvh] min-h-28 w-full resize-none rounded-md border border-line bg-surface px-3 py-2.5 text-sm hover:border-edge focus:border-ink focus:outline-2 focus:outline-offset-[-1px] focus:outline-ink"
        />
        {state.phase === "refused" && (
          <p role="alert" className="mt-1.5 text-sm text-danger">
            {state.theirs}
          </p>
        )}
        {state.phase === "lost" && <p className="mt-1.5 text-sm text-soft">{t("lostHelp")}</p>}
        {state.phase === "conflict" && (
          <div
            role="alert"
            className="mt-3 flex flex-col gap-2 rounded-md border border-option/40 bg-option-wash p-3 text-sm"
          >
            <p className="font-medium">{t("conflict")}</p>
            <p className="max-h-48 overflow-y-auto rounded-sm bg-surface px-3 py-2 break-words whitespace-pre-line">
              {state.theirs === "" ? t("emptied") : state.theirs}
            </p>
            <div className="flex flex-wrap gap-2">
              {(["mine", "theirs", "both"] as const).map((which) => (
                <Button key={which} size="sm" onClick={() => dispatch({ type: "keep", which })}>
                  {t(`keep.${which}`)}
                </Button>
              ))}
            </div>
          </div>
        )}
      </div>
    </Section>
  );
}

function Phase({
  phase,
  again,
}: {
  phase: ReturnType<typeof useNotes>["state"]["phase"];
  again(): void;
}) {
  const t = useTranslations("notes");
  return (
    <span aria-live="polite" className="flex items-center gap-1.5 text-sm text-faint">
      {phase === "saved" && (
        <>
          <Check aria-hidden className="size-3.5" />
          {t("saved")}
        </>
      )}
      {(phase === "typing" || phase === "saving") && (
        <>
          <Spinner />
          {t("saving")}
        </>
      )}
      {phase === "lost" && (
        <>
          <CloudOff aria-hidden className="size-3.5 text-option" />
          {t("kept")}
        </>
      )}
      {phase === "refused" && (
        <Button
          size="sm"
          look="quiet"
          icon={<CircleAlert aria-hidden className="size-3.5 text-danger" />}
          onClick={again}
        >
          {t("again")}
        </Button>
      )}
      {phase === "conflict" && (
        <>
          <CircleAlert aria-hidden className="size-3.5 text-option" />
          {t("choose")}
        </>
      )}
    </span>
  );
}
