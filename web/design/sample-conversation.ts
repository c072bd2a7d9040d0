import type { Outcome } from "#tools/core/outcome.ts";
import type { Message } from "../chat/message.ts";
import { dates, datesCard, id } from "./sample-cards.ts";

const done = (
  callId: string,
  tool: string,
  more: Partial<Extract<Outcome, { ok: true }>>,
): Outcome => ({
  ok: true,
  callId,
  tool,
  effect: "read",
  value: { total: 9 },
  summary: "",
  cards: [],
  about: [],
  untrusted: false,
  replayed: false,
  undoable: false,
  ...more,
});

const answer =
  "C’est posé : Lyon passe en option 1 le 14 mai 2027, et il reste 3 dates à confirmer.";
const span = (words: string, callId: string | null) => ({
  start: answer.indexOf(words),
  end: answer.indexOf(words) + words.length,
  callId,
});

export const conversation: Message[] = [
  {
    id: "m1",
    role: "user",
    parts: [
      {
        type: "text",
        text: "Pose une option 1 à Lyon le 14 mai et dis-moi ce qu’il reste à confirmer",
      },
    ],
  },
  {
    id: "m2",
    role: "assistant",
    parts: [
      {
        type: "tool",
        name: "tours_hold_performance",
        toolCallId: "t1",
        state: "output-available",
        input: { city: "Lyon", day: "2027-05-14", rank: 1 },
        output: done(id(401), "tours_hold_performance", {
          effect: "write",
          summary: "Lyon, 14 mai 2027 : option 1.",
        }),
      },
      {
        type: "tool",
        name: "tours_list_dates",
        toolCallId: "t2",
        state: "output-available",
        input: { status: "option" },
        output: done(id(402), "tours_list_dates", {
          summary: "3 dates",
          cards: [{ ...datesCard, title: "À confirmer", dates: dates.slice(1, 4), total: 3 }],
        }),
      },
      { type: "text", text: answer, state: "done" },
      {
        type: "data-grounding",
        data: {
          spans: [span("Lyon", id(401)), span("14 mai 2027", id(401)), span("3 dates", null)],
        },
      },
    ],
  },
  {
    id: "m3",
    role: "user",
    parts: [{ type: "text", text: "Annule Lille et rembourse tout le monde" }],
  },
  {
    id: "m4",
    role: "assistant",
    parts: [
      {
        type: "data-notice",
        data: { text: "Claude ne répond pas. L’interpréteur intégré prend le relais." },
      },
      {
        type: "tool",
        name: "tours_cancel_performance",
        toolCallId: "t3",
        state: "output-available",
        input: { performance: "Lille" },
        output: {
          ok: false,
          callId: id(403),
          tool: "tours_cancel_performance",
          pending: {
            approvalId: id(500),
            expiresAt: "2027-02-01T12:00:00Z",
            preview: {
              title: { fr: "Annuler Lille, 24 février 2027", en: "Cancel Lille, 24 February 2027" },
              lines: [
                { label: { fr: "Billets", en: "Tickets" }, value: "212" },
                { label: { fr: "À rembourser", en: "To refund" }, value: "8 904 €" },
                { label: { fr: "Acheteurs prévenus", en: "Buyers told" }, value: "131" },
              ],
              warnings: [
                {
                  fr: "Les commissions bancaires (127,40 €) restent à votre charge.",
                  en: "Bank fees (€127.40) remain at your cost.",
                },
              ],
            },
          },
        },
      },
      { type: "text", text: "L’annulation attend votre accord.", state: "done" },
      {
        type: "data-choices",
        data: {
          question: "Faut-il aussi prévenir la salle ?",
          choices: [
            { label: "Oui, par e-mail", say: "Préviens la salle par e-mail" },
            { label: "Non", say: "Ne préviens pas la salle" },
          ],
        },
      },
    ],
  },
];
