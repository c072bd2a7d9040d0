import type { GetPromptResult, Prompt } from "@modelcontextprotocol/server";
import { createSay, type Locale, type Text } from "#tools/core/text.ts";
import { completeRef, type Read } from "./resources.ts";
import type { Completion, Served } from "./served.ts";

type Task = {
  name: string;
  title: Text;
  description: Text;
  arguments: {
    name: string;
    description: Text;
    required: boolean;
    of?: "artist" | "performance";
  }[];
  write: (args: Record<string, string>) => Text;
};

const tasks: Task[] = [
  {
    name: "plan_tour",
    title: { fr: "Préparer une tournée", en: "Plan a tour" },
    description: {
      fr: "Poser les dates d’une tournée à partir d’une liste ou d’une période.",
      en: "Put the dates of a tour down from a list or a period.",
    },
    arguments: [
      {
        name: "artist",
        description: { fr: "L’artiste", en: "The artist" },
        required: true,
        of: "artist",
      },
      {
        name: "routing",
        description: {
          fr: "Les dates et les villes, ou la période visée",
          en: "The dates and towns, or the period aimed at",
        },
        required: true,
      },
    ],
    write: ({ artist, routing }) => ({
      fr: `Prépare une tournée pour ${artist}. Voici ce que je sais :\n\n${routing}\n\nCherche d’abord l’artiste et ses dates existantes, crée la tournée, pose les dates en option 1 sauf indication contraire, puis vérifie les jours libres, les chevauchements et les distances d’une ville à l’autre. Termine par la liste des dates, les trajets de plus de 600 km et ce qui manque. Ne confirme rien et ne mets rien en vente.`,
      en: `Plan a tour for ${artist}. This is what I know:\n\n${routing}\n\nFirst look the artist and their dates up, create the tour, put the dates down as first holds unless told otherwise, then check free days, clashes and the distances between towns. End with the list of dates, the legs over 600 km and what is missing. Confirm nothing and put nothing on sale.`,
    }),
  },
  {
    name: "prepare_date",
    title: { fr: "Préparer une date", en: "Prepare a date" },
    description: {
      fr: "L’avancement d’une date : horaires, équipe, transport, hôtel, documents.",
      en: "Advance a date: schedule, team, travel, hotel, documents.",
    },
    arguments: [
      {
        name: "performance",
        description: {
          fr: "La date, par sa ville ou son jour",
          en: "The date, by its town or day",
        },
        required: true,
        of: "performance",
      },
    ],
    write: ({ performance }) => ({
      fr: `Prépare la date ${performance}. Lis la date et sa feuille de route, dresse la liste de ce qui manque (horaires, contacts sur place, équipe, transport, hébergement, contrat, fiche technique), propose des horaires cohérents avec l’heure du spectacle, et demande-moi une seule précision à la fois. N’écris que ce que je confirme.`,
      en: `Prepare the date ${performance}. Read the date and its day sheet, list what is missing (schedule, local contacts, team, travel, rooms, contract, technical rider), propose times that fit the show time, and ask me for one detail at a time. Write only what I confirm.`,
    }),
  },
  {
    name: "settle_night",
    title: { fr: "Faire le décompte d’un soir", en: "Settle a night" },
    description: {
      fr: "Recette, frais et partage d’une date jouée.",
      en: "Box office, costs and split of a date that was played.",
    },
    arguments: [
      {
        name: "performance",
        description: { fr: "La date jouée", en: "The date that was played" },
        required: true,
        of: "performance",
      },
    ],
    write: ({ performance }) => ({
      fr: `Fais le décompte de la date ${performance}. Lis le bordereau de recettes, les dépenses et les recettes saisies et les conditions de la cession ou du partage ; signale ce qui manque ou ne tombe pas juste, au centime ; présente recette brute, TVA, recette nette, frais déductibles et part de chacun. Ne modifie rien sans mon accord.`,
      en: `Settle the date ${performance}. Read the box-office statement, the expenses and income entered and the terms of the deal; say what is missing or does not add up, to the cent; give gross, VAT, net, recoupable costs and each party’s share. Change nothing without my word.`,
    }),
  },
];

/** Tasks that a person starts from a menu of their client. */
export function createPrompts(
  run: Read,
  localeOf: () => Promise<Locale>,
): Pick<Served, "prompts" | "prompt"> & {
  complete(asked: Completion): Promise<string[]> | undefined;
} {
  return {
    prompts: () =>
      tasks.map(({ name, title, description, arguments: taken }): Prompt => ({
        name,
        title: both(title),
        description: both(description),
        arguments: taken.map((one) => ({
          name: one.name,
          description: both(one.description),
          required: one.required,
        })),
      })),
    prompt(name, args) {
      const task = tasks.find((one) => one.name === name);
      return task && write(task, args, localeOf);
    },
    complete({ of, argument, value }) {
      const kind = tasks
        .find(({ name }) => name === of)
        ?.arguments.find(({ name }) => name === argument)?.of;
      return kind && completeRef(run, kind, value);
    },
  };
}

const both = ({ fr, en }: Text) => `${fr} / ${en}`;

async function write(
  task: Task,
  args: Record<string, string>,
  localeOf: () => Promise<Locale>,
): Promise<GetPromptResult> {
  const locale = await localeOf();
  const given = Object.fromEntries(task.arguments.map(({ name }) => [name, args[name] ?? "…"]));
  const text = createSay(locale)(task.write(given));
  return {
    description: task.description[locale],
    messages: [{ role: "user", content: { type: "text", text } }],
  };
}
