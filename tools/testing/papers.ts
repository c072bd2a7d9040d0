import PDFDocument from "pdfkit";

/** Files as promoters and agents send them, made here so that a test knows what they hold. */

type Draw = (doc: PDFKit.PDFDocument) => void;

export function pdfOf(
  draw: Draw,
  options: Partial<PDFKit.PDFDocumentOptions> = {},
): Promise<Buffer> {
  const doc = new PDFDocument({ size: "A4", margin: 56, ...options });
  const parts: Buffer[] = [];
  doc.on("data", (part: Buffer) => parts.push(part));
  const ended = new Promise<Buffer>((resolve) =>
    doc.on("end", () => resolve(Buffer.concat(parts))),
  );
  draw(doc);
  doc.end();
  return ended;
}

const written =
  (...paragraphs: string[]): Draw =>
  (doc) => {
    doc.font("Helvetica").fontSize(11);
    for (const paragraph of paragraphs) {
      if (paragraph === "\f") doc.addPage();
      else doc.text(paragraph).moveDown();
    }
  };

/** A two-page contract of cession in Villeurbanne. */
export const cessionContract = () =>
  pdfOf(
    written(
      "CONTRAT DE CESSION DU DROIT D’EXPLOITATION D’UN SPECTACLE",
      "ENTRE LES SOUSSIGNÉS :",
      "Bleu Nuit Productions, SARL\n12 rue des Martyrs, 75009 Paris\nLicence PLATESV-D-2019-001172\nci-après dénommée « LE PRODUCTEUR », d’une part,",
      "ET :",
      "Le Transbordeur, SAS au capital de 40 000 €\n3 boulevard de Stalingrad, 69100 Villeurbanne\nReprésentée par Marie Dupont, en qualité de programmatrice\nTél. : 04 78 93 08 33 – marie.dupont@transbordeur.example\nci-après dénommée « L’ORGANISATEUR », d’autre part,",
      "ARTICLE 1 – OBJET",
      "Artiste : Nina Solal\nSpectacle : Grand Soleil\nDate de la représentation : vendredi 12 mars 2027\nLieu : Le Transbordeur, Villeurbanne\nJauge : 1 800 places\nOuverture des portes : 19 h 00\nHeure de passage : 20 h 30",
      "\f",
      "ARTICLE 2 – PRIX DE CESSION",
      "En contrepartie, l’ORGANISATEUR versera au PRODUCTEUR la somme de 8 000 € HT, soit 8 440 € TTC (TVA à 5,5 %).",
      "Un acompte de 2 400 € HT sera versé à la signature, au plus tard le 15 janvier 2027.",
      "ARTICLE 3 – DÉDIT",
      "En cas d’annulation moins de 30 jours avant la date, une indemnité de 50 % du prix est due.",
      "Fait à Paris, le 3 novembre 2026, en deux exemplaires.",
    ),
  );

/** An English artist contract: guarantee versus a share of the net. */
export const versusContract = () =>
  pdfOf(
    written(
      "ARTIST PERFORMANCE AGREEMENT",
      "Artist: Nina Solal\nPromoter: Northern Lights Live Ltd\nContact: Sam Wells, sam@northernlights.example, +44 161 555 0142\nVenue: Albert Hall\nCity: Manchester\nDate of performance: 18 April 2027\nCapacity: 1,900\nDoors: 7:00 pm\nShow time: 9:00 pm\nCurfew: 11:00 pm",
      "FEE. The Promoter shall pay a guarantee of £6,500 versus 70% of net box office receipts, whichever is greater.",
      "A deposit of £3,250 is payable on signature.",
    ),
  );

export const technicalRider = () =>
  pdfOf(
    written(
      "FICHE TECHNIQUE",
      "Artiste : Nina Solal\nSpectacle : Grand Soleil\nMise à jour : octobre 2026",
      "Système de diffusion\nFaçade stéréo adaptée à la salle, 102 dB à la régie.",
      "Patch\n1 Grosse caisse – Beta 52\n2 Caisse claire – SM57\n3 Voix – SM58",
      "\f",
      "Lumières\n24 PAR LED, 8 lyres wash, 1 machine à brouillard.",
    ),
  );

export type Stop = {
  day: string;
  town: string;
  venue: string;
  capacity: string;
  time: string;
  status: string;
};

/** A table over as many pages as its rows need, its head on the first alone. */
export function routingTable(
  title: string,
  heads: [string, string, string, string, string, string],
  stops: Stop[],
): Promise<Buffer> {
  const at = [56, 132, 252, 388, 440, 494];
  return pdfOf((doc) => {
    doc.font("Helvetica-Bold").fontSize(16).text(title, 56, 56);
    doc.fontSize(9);
    const row = (cells: string[], y: number) => {
      for (const [index, cell] of cells.entries())
        if (cell) doc.text(cell, at[index] ?? 56, y, { lineBreak: false });
    };
    row(heads, 100);
    doc.font("Helvetica");
    let y = 122;
    for (const stop of stops) {
      if (y > 760) {
        doc.addPage();
        y = 60;
      }
      row([stop.day, stop.town, stop.venue, stop.capacity, stop.time, stop.status], y);
      y += 22;
    }
  });
}

const stop = (line: string): Stop => {
  const [day = "", town = "", venue = "", capacity = "", time = "", status = ""] = line.split("|");
  return { day, town, venue, capacity, time, status };
};

export const frenchHeads = ["Date", "Ville", "Salle", "Jauge", "Heure", "Statut"] as const;
export const frenchStops = [
  "04/03/2027|Lille|L’Aéronef|1900|20h00|confirmé",
  "05/03/2027|Rouen|Le 106||20h30|confirmé",
  "06/03/2027|Rennes||1200|20h00|option",
  "11/03/2027|Nantes|Stereolux|1200||confirmé",
  "12/03/2027|Angers|Le Chabada|900|20h30|option",
].map(stop);

const towns =
  "Lyon Grenoble Annecy Dijon Metz Nancy Strasbourg Reims Tours Poitiers Limoges Bordeaux Toulouse Montpellier Marseille Nice Toulon Avignon Valence Orléans Blois Caen Brest Quimper Vannes Laval Angoulême Agen Pau Perpignan Nîmes Arles Troyes Amiens Calais Dunkerque".split(
    " ",
  );
/** More rows than a page takes. */
export const longStops = towns.map((town, at): Stop => {
  const day = new Date(Date.UTC(2027, 8, 1 + at));
  return stop(
    `${String(day.getUTCDate()).padStart(2, "0")}/${String(day.getUTCMonth() + 1).padStart(2, "0")}/2027|${town}|||20h00|confirmé`,
  );
});

/** A mail with files, as a mail program saves it. */
export function mailFile(options: {
  subject: string;
  body: string;
  files?: { name: string; mime: string; bytes: Buffer }[];
}): Buffer {
  const boundary = "----=_limite_1";
  const encoded = (bytes: Buffer) => bytes.toString("base64").replace(/.{76}/g, "$&\r\n");
  const word = (text: string) => `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`;
  return Buffer.from(
    [
      `From: ${word("Claire Morel")} <claire@festival.example>`,
      "To: booking@bleunuit.example",
      `Subject: ${word(options.subject)}`,
      "Date: Fri, 20 Nov 2026 10:12:00 +0100",
      "MIME-Version: 1.0",
      `Content-Type: multipart/mixed; boundary="${boundary}"`,
      "",
      `--${boundary}`,
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64",
      "",
      encoded(Buffer.from(options.body)),
      ...(options.files ?? []).flatMap((file) => [
        `--${boundary}`,
        `Content-Type: ${file.mime}; name="${file.name}"`,
        `Content-Disposition: attachment; filename="${file.name}"`,
        "Content-Transfer-Encoding: base64",
        "",
        encoded(file.bytes),
      ]),
      `--${boundary}--`,
      "",
    ].join("\r\n"),
  );
}

/** The smallest image that a browser takes for one. */
export const photo = (): Buffer =>
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
