const weezevent =
  "Numéro de commande;Code-barres;Tarif;Montant TTC\nC1042;7745120;Plein tarif;35,50";
const billetweb = "Billet;Commande;Tarif;Prix;Payé\nT356-3899;C425-1306;Plein tarif;35,50;Oui";
const shotgun =
  "ticket_id,order_id,deal_title,deal_price,ticket_status\n8841,5521,Early bird,2500,valid";

/** What people say when they bring the sales of another platform. */
export const platformExamples = {
  import: [
    {
      fr: `importe les ventes Weezevent de Lyon\n${weezevent}`,
      en: `import the Weezevent sales of Lyon\n${weezevent}`,
      input: { performance: "Lyon", platform: "weezevent" as const, table: weezevent },
    },
    {
      fr: `voilà l’export BilletWeb de Marseille, rentre-le\n${billetweb}`,
      en: `here is the BilletWeb export of Marseille, put it in\n${billetweb}`,
      input: { performance: "Marseille", platform: "billetweb" as const, table: billetweb },
    },
    {
      fr: `ventes Shotgun Nantes\n${shotgun}`,
      en: `Shotgun sales Nantes\n${shotgun}`,
      input: { performance: "Nantes", platform: "shotgun" as const, table: shotgun },
    },
    {
      fr: `mets à jour les ventes Ticketmaster de Lille avec ce fichier\n${weezevent}`,
      en: `bring the Ticketmaster sales of Lille up to date with this file\n${weezevent}`,
      input: { performance: "Lille", platform: "ticketmaster" as const, table: weezevent },
    },
    {
      fr: `le relevé de la Fnac pour Rennes\n${weezevent}`,
      en: `the Fnac report for Rennes\n${weezevent}`,
      input: { performance: "Rennes", platform: "fnac" as const, table: weezevent },
    },
    {
      fr: `j’en peux plus de ces tableurs, charge celui de la salle de Tours\n${weezevent}`,
      en: `I'm sick of these spreadsheets, load the venue's one for Tours\n${weezevent}`,
      input: { performance: "Tours", platform: "venue" as const, table: weezevent },
    },
  ],
  preview: [
    {
      fr: `vérifie l’export Weezevent de Lyon avant de l’importer\n${weezevent}`,
      en: `check the Weezevent export of Lyon before importing it\n${weezevent}`,
      input: { performance: "Lyon", platform: "weezevent" as const, table: weezevent },
    },
    {
      fr: `aperçu des ventes BilletWeb de Marseille\n${billetweb}`,
      en: `preview of the BilletWeb sales of Marseille\n${billetweb}`,
      input: { performance: "Marseille", platform: "billetweb" as const, table: billetweb },
    },
    {
      fr: `ce fichier Shotgun pour Nantes, il donnerait quoi ?\n${shotgun}`,
      en: `this Shotgun file for Nantes, what would it give?\n${shotgun}`,
      input: { performance: "Nantes", platform: "shotgun" as const, table: shotgun },
    },
    {
      fr: `essai à blanc des ventes Ticketmaster de Lille\n${weezevent}`,
      en: `dry run of the Ticketmaster sales of Lille\n${weezevent}`,
      input: { performance: "Lille", platform: "ticketmaster" as const, table: weezevent },
    },
    {
      fr: `combien de nouveaux billets dans ce relevé Fnac de Rennes ?\n${weezevent}`,
      en: `how many new tickets in this Fnac report for Rennes?\n${weezevent}`,
      input: { performance: "Rennes", platform: "fnac" as const, table: weezevent },
    },
    {
      fr: `contrôle le fichier de la salle de Tours sans rien enregistrer\n${weezevent}`,
      en: `check the file of the venue in Tours without saving anything\n${weezevent}`,
      input: { performance: "Tours", platform: "venue" as const, table: weezevent },
    },
  ],
};
