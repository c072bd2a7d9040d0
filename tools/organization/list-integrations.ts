import { z } from "zod";
import { defineTool } from "../core/tool.ts";
import { integrationJobs, jobWords, providerWords } from "./integrations.ts";

export const listIntegrations = defineTool({
  name: "organization_list_integrations",
  title: { fr: "Connexions", en: "Integrations" },
  description:
    "What this installation is connected to for mail, payments, files, search and places, and what stands in locally. No secrets.",
  permission: "organization:read",
  effect: "read",
  input: z.object({}),
  output: z.object({
    integrations: z.array(
      z.object({ job: z.enum(integrationJobs), provider: z.string(), local: z.boolean() }),
    ),
  }),
  examples: [
    { fr: "quelles connexions sont actives ?", en: "which integrations are active?", input: {} },
    { fr: "montre les intégrations", en: "show the integrations", input: {} },
    { fr: "par quoi partent les e-mails ?", en: "what sends the e-mails?", input: {} },
    { fr: "on est branchés à quoi", en: "what are we plugged into", input: {} },
    { fr: "est-ce que stripe est connecté", en: "is Stripe connected", input: {} },
    { fr: "état des connexions stp", en: "state of the integrations please", input: {} },
    {
      fr: "quelles intégrations sont connectées ?",
      en: "which integrations are connected?",
      input: {},
    },
    { fr: "liste nos intégrations", en: "list our integrations", input: {} },
    {
      fr: "avec quel service partent les e-mails, les intégrations stp",
      en: "which service sends the e-mails, the integrations please",
      input: {},
    },
  ],
  run: async (ctx) => ({
    integrations: integrationJobs.map((job) => {
      // A provider of embeddings says its model behind its name.
      const provider = ctx.integrations[job].name.split("-", 1)[0] ?? "";
      return { job, provider, local: provider === "local" || provider === "test" };
    }),
  }),
  summary: (output, say) => {
    const told = output.integrations.map(
      ({ job, provider }) => `${say(jobWords[job])} (${providerWords(provider, say)})`,
    );
    return `${say.list(told)}.`;
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Connexions", en: "Integrations" }),
    columns: [
      { key: "job", label: say({ fr: "Pour", en: "For" }), type: "text" },
      { key: "provider", label: say({ fr: "Fourni par", en: "Provided by" }), type: "text" },
    ],
    rows: output.integrations.map(({ job, provider }) => ({
      job: say(jobWords[job]),
      provider: providerWords(provider, say),
    })),
    total: output.integrations.length,
  }),
});
