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
    {
      fr: `importe ce fichier BilletWeb pour Strasbourg\n${billetweb}`,
      en: `import this BilletWeb file for Strasbourg\n${billetweb}`,
      input: { performance: "Strasbourg", platform: "billetweb" as const, table: billetweb },
    },
    {
      fr: `importe les ventes Shotgun de Toulouse\n${shotgun}`,
      en: `import the Shotgun sales of Toulouse\n${shotgun}`,
      input: { performance: "Toulouse", platform: "shotgun" as const, table: shotgun },
    },
    {
      fr: `charge l’export Weezevent de Caen\n${weezevent}`,
      en: `load the Weezevent export of Caen\n${weezevent}`,
      input: { performance: "Caen", platform: "weezevent" as const, table: weezevent },
    },
    {
      fr: `enregistre les ventes de la Fnac pour Angers\n${weezevent}`,
      en: `record the Fnac sales for Angers\n${weezevent}`,
      input: { performance: "Angers", platform: "fnac" as const, table: weezevent },
    },
    {
      fr: `rentre ce relevé Ticketmaster de Dijon\n${weezevent}`,
      en: `put in this Ticketmaster report of Dijon\n${weezevent}`,
      input: { performance: "Dijon", platform: "ticketmaster" as const, table: weezevent },
    },
    {
      fr: `mets à jour les ventes BilletWeb de Brest avec cet export\n${billetweb}`,
      en: `bring the BilletWeb sales of Brest up to date with this export\n${billetweb}`,
      input: { performance: "Brest", platform: "billetweb" as const, table: billetweb },
    },
    {
      fr: `charge les ventes Shotgun de Metz\n${shotgun}`,
      en: `load the Shotgun sales of Metz\n${shotgun}`,
      input: { performance: "Metz", platform: "shotgun" as const, table: shotgun },
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
    {
      fr: `aperçu avant import du fichier BilletWeb de Strasbourg\n${billetweb}`,
      en: `preview before import of the BilletWeb file of Strasbourg\n${billetweb}`,
      input: { performance: "Strasbourg", platform: "billetweb" as const, table: billetweb },
    },
    {
      fr: `prévisualise les ventes Shotgun de Toulouse\n${shotgun}`,
      en: `preview the Shotgun sales of Toulouse\n${shotgun}`,
      input: { performance: "Toulouse", platform: "shotgun" as const, table: shotgun },
    },
    {
      fr: `contrôle l’export Weezevent de Caen sans rien enregistrer\n${weezevent}`,
      en: `check the Weezevent export of Caen without saving anything\n${weezevent}`,
      input: { performance: "Caen", platform: "weezevent" as const, table: weezevent },
    },
    {
      fr: `essai à blanc du fichier Fnac d’Angers\n${weezevent}`,
      en: `dry run of the Fnac file of Angers\n${weezevent}`,
      input: { performance: "Angers", platform: "fnac" as const, table: weezevent },
    },
    {
      fr: `vérifie ce relevé Ticketmaster de Dijon avant l’import\n${weezevent}`,
      en: `check this Ticketmaster report of Dijon before the import\n${weezevent}`,
      input: { performance: "Dijon", platform: "ticketmaster" as const, table: weezevent },
    },
    {
      fr: `que donnerait ce fichier BilletWeb pour Brest ?\n${billetweb}`,
      en: `what would this BilletWeb file give for Brest?\n${billetweb}`,
      input: { performance: "Brest", platform: "billetweb" as const, table: billetweb },
    },
    {
      fr: `aperçu des ventes Shotgun de Metz\n${shotgun}`,
      en: `preview of the Shotgun sales of Metz\n${shotgun}`,
      input: { performance: "Metz", platform: "shotgun" as const, table: shotgun },
    },
  ],
};
