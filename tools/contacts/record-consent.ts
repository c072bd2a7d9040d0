import { z } from "zod";
import { choice, ref, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { consentChannels, consentChannelWords, consentStatuses } from "./kinds.ts";

export const recordConsent = defineTool({
  name: "contacts_record_consent",
  title: { fr: "Noter un consentement", en: "Record a consent" },
  description:
    "Notes that a contact agrees, or no longer agrees, to be written to through a channel. Kept as proof: lines are added, never changed.",
  permission: "contacts:write",
  effect: "write",
  input: z.object({
    contact: ref("contact"),
    channel: choice("consent_channel", consentChannels).default("email"),
    consent: choice("consent_status", consentStatuses).default("granted"),
    source: words(500).describe("how the person said so").optional(),
  }),
  output: z.object({
    contactId: z.uuid(),
    contact: z.string(),
    channel: z.enum(consentChannels),
    consent: z.enum(consentStatuses),
  }),
  examples: [
    {
      fr: "Marie Dupont accepte de recevoir nos e-mails",
      en: "Marie Dupont agrees to receive our e-mails",
      input: { contact: "Marie Dupont", channel: "email", consent: "granted" },
    },
    {
      fr: "Karim Benali ne veut plus de SMS",
      en: "Karim Benali wants no more texts",
      input: { contact: "Karim Benali", channel: "sms", consent: "withdrawn" },
    },
    {
      fr: "désinscris Sophie Laurent de la newsletter",
      en: "unsubscribe Sophie Laurent from the newsletter",
      input: { contact: "Sophie Laurent", channel: "email", consent: "withdrawn" },
    },
    {
      fr: "note l’accord de Hugo Petit pour les SMS",
      en: "record the consent of Hugo Petit for texts",
      input: { contact: "Hugo Petit", channel: "sms", consent: "granted" },
    },
    {
      fr: "Inès Moreau retire son consentement pour le téléphone",
      en: "Inès Moreau withdraws her consent for phone calls",
      input: { contact: "Inès Moreau", channel: "phone", consent: "withdrawn" },
    },
    {
      fr: "Nina Roux s’inscrit à la newsletter",
      en: "Nina Roux subscribes to the newsletter",
      input: { contact: "Nina Roux", channel: "email", consent: "granted" },
    },
  ],
  async run(ctx, input) {
    const contact = await resolveRef(ctx, "contact", input.contact);
    await ctx.tx
      .insertInto("consents")
      .values({
        contact_id: contact.id,
        channel: input.channel,
        status: input.consent,
        source: input.source ?? ctx.actor.via,
      })
      .execute();
    return {
      contactId: contact.id,
      contact: contact.label,
      channel: input.channel,
      consent: input.consent,
    };
  },
  summary: (output, say) => {
    const channel = say(consentChannelWords[output.channel]);
    return output.consent === "granted"
      ? say({
          fr: `Accord de ${output.contact} noté pour ${channel}.`,
          en: `Consent of ${output.contact} recorded for ${channel}.`,
        })
      : say({
          fr: `Retrait de ${output.contact} noté pour ${channel} : plus aucun envoi par ce canal.`,
          en: `Withdrawal of ${output.contact} recorded for ${channel}: nothing more is sent that way.`,
        });
  },
  about: (output) => [{ kind: "contact", id: output.contactId, label: output.contact }],
});
