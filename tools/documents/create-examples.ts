import type { WrittenKind } from "./kinds.ts";

type Input = { kind: WrittenKind; performance: string; language?: "fr" | "en"; amount?: number };

export const createExamples: { fr: string; en: string; input: Input }[] = [
  {
    fr: "fais la feuille de route de Marseille",
    en: "make the day sheet for Marseille",
    input: { kind: "day_sheet", performance: "Marseille" },
  },
  {
    fr: "prépare un contrat de cession pour Lyon",
    en: "prepare a contract for Lyon",
    input: { kind: "contract", performance: "Lyon" },
  },
  {
    fr: "rédige le devis de Nantes à 6 000 €",
    en: "write the quote for Nantes at €6,000",
    input: { kind: "quote", performance: "Nantes", amount: 600000 },
  },
  {
    fr: "facture la date de Lille",
    en: "invoice the Lille date",
    input: { kind: "invoice", performance: "Lille" },
  },
  {
    fr: "il me faut la fiche technique pour Bordeaux en anglais",
    en: "I need the technical rider for Bordeaux in English",
    input: { kind: "technical_rider", performance: "Bordeaux", language: "en" },
  },
  {
    fr: "génère le rider d’accueil de Paris",
    en: "generate the hospitality rider for Paris",
    input: { kind: "hospitality_rider", performance: "Paris" },
  },
  {
    fr: "feuille de route Rennes stp",
    en: "day sheet Rennes please",
    input: { kind: "day_sheet", performance: "Rennes" },
  },
  {
    fr: "sors le contrat de Toulouse",
    en: "draw up the contract of Toulouse",
    input: { kind: "contract", performance: "Toulouse" },
  },
  {
    fr: "émets une facture d’acompte de 2 000 € pour Tours",
    en: "issue a deposit invoice of €2,000 for Tours",
    input: { kind: "invoice", performance: "Tours", amount: 200000 },
  },
  {
    fr: "mets à jour la feuille de route de Lille",
    en: "refresh the day sheet of Lille",
    input: { kind: "day_sheet", performance: "Lille" },
  },
  {
    fr: "j’ai besoin de la feuille de route de Tours en PDF",
    en: "I need the Tours day sheet as a PDF",
    input: { kind: "day_sheet", performance: "Tours" },
  },
  {
    fr: "facture-nous la cession de Dijon",
    en: "invoice the Dijon fee for us",
    input: { kind: "invoice", performance: "Dijon" },
  },
];
