"use client";

import { Mail, Pencil, Phone, X } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { IconButton } from "../../components/button.tsx";
import { useChoiceLabel } from "../../forms/form-control.tsx";
import { useMay } from "../../shell/permissions.tsx";
import { AddButton, Nothing, Section } from "./section.tsx";
import { type DateFacts, useDateForms } from "./use-date-forms.ts";

const reach =
  "grid size-8 place-items-center rounded-sm text-faint hover:bg-hover hover:text-ink [&_svg]:size-4";

export function TeamSection({ facts }: { facts: DateFacts }) {
  const t = useTranslations("performance");
  const choice = useChoiceLabel();
  const forms = useDateForms(facts);
  const mayWrite = useMay()("tours:write");
  return (
    <Section
      id="team"
      title={t("team")}
      flush
      aside={
        mayWrite && <AddButton label={t("add")} named={t("forms.team")} onClick={forms.team} />
      }
    >
      {facts.team.length === 0 ? (
        <Nothing>{t("noTeam")}</Nothing>
      ) : (
        <ul className="divide-y divide-line/60 px-4 pb-2 text-sm">
          {facts.team.map((person) => (
            <li key={person.id} className="flex min-h-10 items-center gap-2">
              <span className="min-w-0 flex-1">
                <Link
                  href={`/contacts/${person.contactId}`}
                  prefetch={false}
                  className="font-medium underline-offset-4 hover:underline"
                >
                  {person.name}
                </Link>
                <span className="text-faint">
                  {" "}
                  {choice("team_role", person.role)}
                  {person.ofTour && ` · ${t("ofTour")}`}
                </span>
              </span>
              {person.phone && (
                <a
                  href={`tel:${person.phone.replaceAll(/\s/g, "")}`}
                  className={reach}
                  aria-label={t("call", { name: person.name })}
                  title={person.phone}
                >
                  <Phone aria-hidden />
                </a>
              )}
              {person.email && (
                <a
                  href={`mailto:${person.email}`}
                  className={reach}
                  aria-label={t("write", { name: person.name })}
                  title={person.email}
                >
                  <Mail aria-hidden />
                </a>
              )}
              {mayWrite && !person.ofTour && (
                <IconButton
                  label={t("editNamed", { name: person.name })}
                  size={32}
                  onClick={() => forms.editTeam(person)}
                >
                  <Pencil />
                </IconButton>
              )}
              {mayWrite && !person.ofTour && (
                <IconButton
                  label={t("removeNamed", { name: person.name })}
                  size={32}
                  onClick={() =>
                    void forms.run("tours_remove_team_member", {
                      contact: person.contactId,
                      performance: facts.date.id,
                    })
                  }
                >
                  <X />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
