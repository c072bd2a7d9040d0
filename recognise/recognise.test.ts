import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localPlaces as places } from "#integrations/places/index.ts";
import { recognise, type SpanType } from "./index.ts";

/** A Thursday. */
const today = "2026-11-26";

/** Each span as "type: what matters of its value". */
function read(text: string, locale: "fr" | "en" = "fr"): string[] {
  return recognise(text, { locale, today, places }).map((span) => `${span.type}: ${told(span)}`);
}

function told(span: ReturnType<typeof recognise>[number]): string {
  switch (span.type) {
    case "date": return span.value.day;
    case "dates": return span.value.days.join(" ");
    case "date_range": return `${span.value.from} ${span.value.to}`;
    case "month": return `${span.value.from} ${span.value.to}`;
    case "weekdays": return span.value.weekdays.join(" ");
    case "relative_day": return String(span.value.days);
    case "time": return span.value.time + (span.value.afterMidnight ? " next day" : "");
    case "time_range": return `${span.value.from} ${span.value.to}`;
    case "schedule": return `${span.value.kind} ${span.value.time}${span.value.until ? ` ${span.value.until}` : ""}`;
    case "money": return `${span.value.cents} ${span.value.currency}${span.value.tax ? ` ${span.value.tax}` : ""}`;
    case "percent":
    case "vat_rate": return String(span.value.basisPoints);
    case "count": return [span.value.count, span.value.of, span.value.approximate && "about"].filter(Boolean).join(" ");
    case "shift":
    case "duration": {
      const { years, months, days, minutes } = span.value;
      return [years && `${years}y`, months && `${months}mo`, days && `${days}d`, minutes && `${minutes}min`].filter(Boolean).join(" ");
    }
    case "place": return `${span.value.place.name}${span.value.place.district ? ` ${span.value.place.district}` : ""} ${span.value.place.country}`;
    case "area": return span.value.code;
    case "reference": {
      const { select, count, index, by } = span.value;
      return [select, count, index, by?.type].filter((part) => part !== undefined).join(" ");
    }
    default: return String(Object.values(span.value)[0]);
  }
}

type Cases = [text: string, ...spans: string[]][];
const french = (cases: Cases) => test.each(cases.map(([text, ...spans]) => ({ text, spans })))("« $text »", ({ text, spans }) => expect(read(text)).toEqual(spans));
const english = (cases: Cases) => test.each(cases.map(([text, ...spans]) => ({ text, spans })))('"$text"', ({ text, spans }) => expect(read(text, "en")).toEqual(spans));

describe("dates are read with the next such day where a part is missing", () => {
  french([
    ["aujourd'hui", "date: 2026-11-26"], ["aujourd’hui", "date: 2026-11-26"], ["demain", "date: 2026-11-27"],
    ["après-demain", "date: 2026-11-28"], ["hier", "date: 2026-11-25"], ["avant-hier", "date: 2026-11-24"],
    ["vendredi", "date: 2026-11-27"], ["jeudi", "date: 2026-12-03"], ["samedi prochain", "date: 2026-11-28"],
    ["mardi en huit", "date: 2026-12-08"], ["mardi dernier", "date: 2026-11-24"], ["le 12", "date: 2026-12-12"],
    ["le 27", "date: 2026-11-27"], ["le 12 mars", "date: 2027-03-12"], ["le 1er mai", "date: 2027-05-01"],
    ["samedi 13 mars 2027", "date: 2027-03-13"], ["sam. 13 mars", "date: 2027-03-13"], ["12/03/27", "date: 2027-03-12"],
    ["12.03.2027", "date: 2027-03-12"], ["12-03-2027", "date: 2027-03-12"], ["2027-03-12", "date: 2027-03-12"],
    ["12/03", "date: 2027-03-12"], ["vendredi 13", "date: 2027-08-13"], ["29 février", "date: 2028-02-29"],
    ["dans 15 jours", "date: 2026-12-11"], ["dans une semaine", "date: 2026-12-03"], ["dans deux mois", "date: 2027-01-26"],
    ["il y a 3 jours", "date: 2026-11-23"], ["26 novembre", "date: 2026-11-26"], ["25 novembre", "date: 2027-11-25"],
    ["4 févr. 2027", "date: 2027-02-04"], ["3 déc", "date: 2026-12-03"], ["le 3 aout", "date: 2027-08-03"],
  ]);
  english([
    ["today", "date: 2026-11-26"], ["tomorrow", "date: 2026-11-27"], ["the day after tomorrow", "date: 2026-11-28"],
    ["next Friday", "date: 2026-11-27"], ["on Saturday", "date: 2026-11-28"], ["last Tuesday", "date: 2026-11-24"],
    ["March 12th", "date: 2027-03-12"], ["12 March 2027", "date: 2027-03-12"], ["the 12th of March", "date: 2027-03-12"],
    ["March 12, 2027", "date: 2027-03-12"], ["Sat 13 March", "date: 2027-03-13"], ["the 12th", "date: 2026-12-12"],
    ["in two weeks", "date: 2026-12-10"], ["two days ago", "date: 2026-11-24"], ["May 3", "date: 2027-05-03"],
    ["3 May", "date: 2027-05-03"], ["03/25/2027", "date: 2027-03-25"],
  ]);

  test("a weekday that is not that of the date is told", () => {
    expect(recognise("samedi 12 mars 2027", { locale: "fr", today, places })[0]).toMatchObject({ type: "date", value: { day: "2027-03-12", weekdayConflict: true } });
  });
  test("what was said and what was completed are told apart", () => {
    expect(recognise("le 12 mars", { locale: "fr", today, places })[0]?.value).toEqual({ day: "2027-03-12", yearStated: false, monthStated: true });
  });
});

describe("a date that cannot be is kept as such, with the reason", () => {
  french([
    ["le 31 février", "invalid_date: day_not_in_month"], ["31 avril 2027", "invalid_date: day_not_in_month"],
    ["29/02/2027", "invalid_date: day_not_in_month"], ["45/10/2027", "invalid_date: no_such_day"],
    ["12/13/2027", "invalid_date: no_such_month"], ["du 30 au 31 février", "invalid_date: day_not_in_month"],
  ]);
});

describe("periods and sets of days", () => {
  french([
    ["du 3 au 7 mai", "date_range: 2027-05-03 2027-05-07"], ["du 30 avril au 3 mai", "date_range: 2027-04-30 2027-05-03"],
    ["entre le 3 et le 7 mai", "date_range: 2027-05-03 2027-05-07"], ["du 30 décembre au 2 janvier", "date_range: 2026-12-30 2027-01-02"],
    ["du 03/05/2027 au 07/05/2027", "date_range: 2027-05-03 2027-05-07"], ["3-7 mai", "date_range: 2027-05-03 2027-05-07"],
    ["les 3 et 4 mai", "dates: 2027-05-03 2027-05-04"], ["les 3, 4 et 5 mai", "dates: 2027-05-03 2027-05-04 2027-05-05"],
    ["ce week-end", "date_range: 2026-11-28 2026-11-29"], ["le week-end prochain", "date_range: 2026-12-05 2026-12-06"],
    ["cette semaine", "date_range: 2026-11-23 2026-11-29"], ["la semaine prochaine", "date_range: 2026-11-30 2026-12-06"],
    ["en février", "month: 2027-02-01 2027-02-28"], ["février 2028", "month: 2028-02-01 2028-02-29"],
    ["fin mars", "month: 2027-03-21 2027-03-31"], ["mi-avril", "month: 2027-04-11 2027-04-20"], ["début mai", "month: 2027-05-01 2027-05-10"],
    ["le mois prochain", "date_range: 2026-12-01 2026-12-31"], ["l'année prochaine", "date_range: 2027-01-01 2027-12-31"],
    ["cet été", "date_range: 2027-06-01 2027-08-31"], ["à l'automne 2027", "date_range: 2027-09-01 2027-11-30"],
    ["en 2028", "date_range: 2028-01-01 2028-12-31"], ["tous les samedis", "weekdays: 6"], ["les vendredis et samedis", "weekdays: 5 6"],
    ["en semaine", "weekdays: 1 2 3 4 5"],
  ]);
  english([
    ["from 3 to 7 May", "date_range: 2027-05-03 2027-05-07"], ["May 3-7", "date_range: 2027-05-03 2027-05-07"],
    ["in March", "month: 2027-03-01 2027-03-31"], ["late April", "month: 2027-04-21 2027-04-30"], ["mid-April", "month: 2027-04-11 2027-04-20"],
    ["this weekend", "date_range: 2026-11-28 2026-11-29"], ["next week", "date_range: 2026-11-30 2026-12-06"], ["next month", "date_range: 2026-12-01 2026-12-31"],
    ["every Friday", "weekdays: 5"], ["we may march on"],
  ]);
});

describe("days counted from the date last spoken of", () => {
  french([["la veille", "relative_day: -1"], ["le lendemain", "relative_day: 1"], ["le surlendemain", "relative_day: 2"], ["J-15", "relative_day: -15"], ["deux jours après", "relative_day: 2"], ["la semaine d'après", "relative_day: 7"]]);
  english([["the day before", "relative_day: -1"], ["the next day", "relative_day: 1"], ["three days before", "relative_day: -3"]]);
});

describe("times of day", () => {
  french([
    ["19 h 30", "time: 19:30"], ["19 h 30", "time: 19:30"], ["19h", "time: 19:00"], ["19h05", "time: 19:05"], ["20:30", "time: 20:30"], ["à 20 heures", "time: 20:00"],
    ["minuit", "time: 00:00 next day"], ["1h du matin", "time: 01:00 next day"], ["midi", "time: 12:00"], ["midi et demi", "time: 12:30"],
    ["huit heures et demie du soir", "time: 20:30"], ["vingt heures trente", "time: 20:30"], ["24h", "time: 00:00 next day"],
    ["de 14h à 18h", "time_range: 14:00 18:00"], ["14h-18h", "time_range: 14:00 18:00"], ["entre 14 h et 18 h", "time_range: 14:00 18:00"],
    ["19h75", "invalid_time: no_such_minute"], ["25h", "invalid_time: no_such_hour"],
  ]);
  english([["8pm", "time: 20:00"], ["8:30 p.m.", "time: 20:30"], ["noon", "time: 12:00"], ["midnight", "time: 00:00 next day"], ["12am", "time: 00:00 next day"], ["from 2 to 6pm", "time_range: 14:00 18:00"]]);
});

describe("the running order is read in pairs, in whichever order it was written", () => {
  french([
    ["portes 19h, show 20h30, couvre-feu minuit", "schedule: doors 19:00", "schedule: set_time 20:30", "schedule: curfew 00:00"],
    ["19h portes 20h30 show 23h couvre-feu", "schedule: doors 19:00", "schedule: set_time 20:30", "schedule: curfew 23:00"],
    ["portes 19h show 20h30", "schedule: doors 19:00", "schedule: set_time 20:30"],
    ["balances 16h30", "schedule: sound_check 16:30"], ["balances de 16h à 18h", "schedule: sound_check 16:00 18:00"],
    ["get-in 10h, line check 15h", "schedule: load_in 10:00", "schedule: line_check 15:00"],
    ["ouverture des portes à 19 h", "schedule: doors 19:00"], ["première partie : 20 h, changement de plateau 20h45", "schedule: support 20:00", "schedule: changeover 20:45"],
    ["19h : ouverture des portes, 20h30 : première partie", "schedule: doors 19:00", "schedule: support 20:30"],
    ["mets les portes à 19h et le show à 20h30", "schedule: doors 19:00", "schedule: set_time 20:30"],
    ["démontage 23h30", "schedule: load_out 23:30"], ["concert à 20h30, portes une heure avant", "schedule: set_time 20:30", "schedule_item: doors", "shift: -60min"],
    ["recule les balances", "schedule_item: sound_check"],
  ]);
  english([
    ["doors 7pm, support 8pm, show 9:15pm", "schedule: doors 19:00", "schedule: support 20:00", "schedule: set_time 21:15"],
    ["set doors at 7 and show at 8:30", "schedule: doors 19:00", "schedule: set_time 20:30"],
    ["soundcheck at 4:30, load in at 10, curfew at 11", "schedule: sound_check 16:30", "schedule: load_in 10:00", "schedule: curfew 23:00"],
  ]);
});

describe("money, rates and counts", () => {
  french([
    ["1 240,50 €", "money: 124050 EUR"], ["1 240,50 €", "money: 124050 EUR"], ["35 euros", "money: 3500 EUR"], ["2,5k€", "money: 250000 EUR"], ["8k euros", "money: 800000 EUR"],
    ["8 000 € HT", "money: 800000 EUR excluded"], ["2 000€ TTC", "money: 200000 EUR included"], ["12€50", "money: 1250 EUR"],
    ["mille deux cents euros", "money: 120000 EUR"], ["deux mille cinq cents €", "money: 250000 EUR"], ["-50 €", "money: -5000 EUR"], ["1.500 CHF", "money: 150000 CHF"],
    ["12 balles", "count: 12"], ["50 %", "percent: 5000"], ["soixante-quinze pour cent", "percent: 7500"], ["2,1 %", "percent: 210"],
    ["TVA 5,5 %", "vat_rate: 550"], ["TVA à 20%", "vat_rate: 2000"], ["10 % de TVA", "vat_rate: 1000"],
    ["trois", "count: 3"], ["une douzaine", "count: 12 about"], ["une vingtaine de billets", "count: 20 tickets about"], ["1 500 places", "count: 1500 seats"],
    ["1.500 places", "count: 1500 seats"], ["quatre-vingt-dix-sept places", "count: 97 seats"], ["deux invitations", "count: 2 comps"], ["cinq dates", "count: 5 performances"],
    ["jauge 800", "capacity: 800"], ["jauge : 1 200", "capacity: 1200"], ["800 de jauge", "capacity: 800"],
  ]);
  english([["£300", "money: 30000 GBP"], ["£1,500.50", "money: 150050 GBP"], ["$20", "money: 2000 USD"], ["forty euros", "money: 4000 EUR"], ["20 percent", "percent: 2000"], ["1,500 seats", "count: 1500 seats"], ["capacity 900", "capacity: 900"], ["a couple of tickets", "count: 2 tickets"]]);
});

describe("holds, lengths of time and shifts", () => {
  french([
    ["option 2", "hold_rank: 2"], ["en option 2", "hold_rank: 2"], ["option n° 1", "hold_rank: 1"], ["en deuxième option", "hold_rank: 2"], ["1re option", "hold_rank: 1"], ["option", "status: option"],
    ["deux heures", "duration: 120min"], ["pendant 2h", "duration: 120min"], ["dure 1h30", "duration: 90min"], ["une demi-heure", "duration: 30min"], ["trois semaines", "duration: 21d"],
    ["décale tout de cinq ans", "shift: 5y"], ["repousse d'une semaine", "shift: 7d"], ["+1 jour", "shift: 1d"], ["-2h", "shift: -120min"], ["deux heures plus tôt", "shift: -120min"],
    ["décale de 2h", "shift: 120min"], ["avance d'une heure", "shift: -60min"], ["décale à 21h", "time: 21:00"],
  ]);
  english([["second hold", "hold_rank: 2"], ["hold 3", "hold_rank: 3"], ["push by two days", "shift: 2d"], ["two weeks later", "shift: 14d"], ["an hour earlier", "shift: -60min"], ["half an hour", "duration: 30min"]]);
});

describe("places stand out from ordinary words", () => {
  french([
    ["confirme Lyon, Lille et Strasbourg", "place: Lyon FR", "place: Lille FR", "place: Strasbourg FR"], ["annule lyon", "place: Lyon FR"], ["annule strasboug", "place: Strasbourg FR"],
    ["Bar le Duc", "place: Bar-le-Duc FR"], ["à st etienne", "place: Saint-Étienne FR"], ["au Mans et au Havre", "place: Le Mans FR", "place: Le Havre FR"],
    ["Paris 11e le 3 avril", "place: Paris 11e FR", "date: 2027-04-03"], ["à Paris 11 mars", "place: Paris FR", "date: 2027-03-11"], ["à Aix", "place: Aix-en-Provence FR"], ["Genève, Bruxelles et Londres", "place: Genève CH", "place: Bruxelles BE", "place: Londres GB"],
    ["le nombre de tours"], ["palais des congrès"], ["montre le budget de la tournée"], ["quelles dates sont libres"], ["Tours, Nice et Orange", "place: Tours FR", "place: Nice FR", "place: Orange FR"],
    ["envoie le devis à Marie", "document_kind: quote"], ["en Bretagne", "area: 53"], ["en Belgique", "area: BE"], ["dans le Finistère", "area: 29"],
  ]);
  english([["a nice show in Lille", "schedule_item: set_time", "place: Lille FR"], ["move Ghent to Antwerp", "place: Ghent BE", "place: Antwerp BE"], ["reading the split"]]);
});

describe("references to what was spoken of", () => {
  french([
    ["les trois premières", "reference: first 3"], ["les 2 dernières dates", "reference: last 2"], ["la deuxième", "reference: nth 2"], ["la dernière", "reference: last 1"], ["la n° 3", "reference: nth 3"],
    ["toutes les dates", "reference: all"], ["les 19 dates", "reference: all 19"], ["toutes les trois", "reference: all 3"], ["les autres", "reference: others"], ["celle de Lyon", "reference: by place"], ["celle du 12 mars", "reference: by date"],
    ["annule la date de Bourges", "reference: by place"], ["annule-la", "pronoun: one"], ["mets-les en vente", "pronoun: many", "status: on_sale"], ["tu peux les décaler", "pronoun: many"], ["celle-ci", "pronoun: one"], ["le même à Nantes", "pronoun: same", "place: Nantes FR"],
  ]);
  english([["the first three", "reference: first 3"], ["the last two shows", "reference: last 2"], ["the second one", "reference: nth 2"], ["the one in Lyon", "reference: by place"], ["cancel them", "pronoun: many"], ["the others", "reference: others"]]);
});

describe("words of the trade", () => {
  french([
    ["confirmée", "status: confirmed"], ["confirme"], ["annulé", "status: cancelled"], ["annule"], ["en vente", "status: on_sale"], ["complet", "status: sold_out"],
    ["feuille de route", "document_kind: day_sheet"], ["fiche technique", "document_kind: technical_rider"], ["devis", "document_kind: quote"], ["contrat de cession", "document_kind: contract"], ["en cession", "deal_kind: cession"], ["coréalisation", "deal_kind: co_realisation"],
    ["comptable", "role: accountant"], ["régisseur de tournée", "team_role: tour_manager"], ["ingé son", "team_role: sound_engineer"],
    ["plein tarif 35 €", "ticket_kind: full", "money: 3500 EUR"], ["tarif réduit", "ticket_kind: reduced"], ["prévente", "ticket_kind: early"], ["jour off", "day_kind: off"],
    ["en anglais", "language: en"], ["oui", "answer: true"], ["non merci", "answer: false"], ["vas-y", "answer: true"],
  ]);
  english([["confirmed", "status: confirmed"], ["day sheet", "document_kind: day_sheet"], ["early bird", "ticket_kind: early"], ["go ahead", "answer: true"], ["in French", "language: fr"], ["show me my contacts"]]);
});

describe("addresses", () => {
  french([
    ["invite marie@Example.com", "email: marie@example.com"], ["06 12 34 56 78", "phone: +33612345678"], ["+33 4 91 90 00 00", "phone: +33491900000"], ["0032 2 548 24 24", "phone: +3225482424"],
    ["www.zaz.fr", "url: https://www.zaz.fr"], ["https://le-silo.fr/billets?id=3.", "url: https://le-silo.fr/billets?id=3"],
  ]);
});

describe("names that the caller found in its rows", () => {
  const names = [{ start: 8, end: 15, kind: "venue", id: "v1", label: "Le Silo", score: 0.9 }];
  test("win over a reading of the same letters, and can be what a reference speaks of", () => {
    expect(recognise("celui du Le Silo", { locale: "fr", today, places, names: [{ ...names[0]!, start: 9, end: 16 }] })[0]).toMatchObject({ type: "reference", value: { by: { type: "name", value: { id: "v1" } } } });
    expect(recognise("annule Lyon", { locale: "fr", today, places, names: [{ start: 7, end: 11, kind: "tour", id: "t1", label: "Lyon", score: 0.6 }] })).toMatchObject([{ type: "name", value: { id: "t1" } }]);
  });
  test("are left out when they lie outside the text", () => {
    expect(recognise("ok", { locale: "fr", today, places, names })).toMatchObject([{ type: "answer" }]);
  });
});

describe("any text at all", () => {
  const words = fc.constantFrom("le", "12", "mars", "19h30", "portes", "Lyon", "option 2", "1 240,50 €", "décale", "de", "cinq ans", "les trois premières", "-", ",", "\n", "’", "É", "œuvre", "31/02/2027", "𝄞", "e\u0301", "minuit", "à", "TVA", "5,5 %");
  const sentence = fc.oneof(fc.string({ unit: "grapheme", maxLength: 120 }), fc.string({ unit: "binary", maxLength: 80 }), fc.array(words, { maxLength: 14 }).map((parts) => parts.join(" ")));

  test("is read without failing, in pieces that are where they say, in order and apart", () => {
    fc.assert(
      fc.property(sentence, fc.constantFrom("fr" as const, "en" as const), (text, locale) => {
        let end = 0;
        for (const span of recognise(text, { locale, today, places })) {
          expect(text.slice(span.start, span.end)).toBe(span.text);
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.confidence).toBeGreaterThan(0);
          expect(span.confidence).toBeLessThanOrEqual(1);
          end = span.end;
        }
      }),
      { numRuns: 400 },
    );
  });

  test("written dates come back as they were written", () => {
    const day = fc.date({ min: new Date("2026-11-26"), max: new Date("2035-12-31"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    fc.assert(fc.property(day, (iso) => {
      const [year, month, number] = iso.split("-");
      const wordy = new Intl.DateTimeFormat("fr", { dateStyle: "full", timeZone: "UTC" }).format(new Date(iso));
      for (const text of [iso, `${number}/${month}/${year}`, wordy]) expect(recognise(text, { locale: "fr", today, places })).toMatchObject([{ type: "date" satisfies SpanType, value: { day: iso } }]);
    }));
  });

  test("amounts come back as they were written in both languages", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 99_999_999 }), (cents) => {
      for (const locale of ["fr", "en-GB"]) {
        const text = new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" }).format(cents / 100);
        expect(recognise(text, { locale: "fr", today, places })).toMatchObject([{ type: "money", value: { cents, currency: "EUR" } }]);
      }
    }));
  });
});
