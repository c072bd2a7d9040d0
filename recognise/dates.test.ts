import { describe, expect, test } from "vitest";
import { localPlaces as places } from "#integrations/places/index.ts";
import { recognise } from "./index.ts";
import { english, french, today } from "./testing.ts";

describe("dates are read with the next such day where a part is missing", () => {
  french([
    ["aujourd'hui", "date: 2026-11-26"],
    ["aujourd’hui", "date: 2026-11-26"],
    ["demain", "date: 2026-11-27"],
    ["après-demain", "date: 2026-11-28"],
    ["hier", "date: 2026-11-25"],
    ["avant-hier", "date: 2026-11-24"],
    ["vendredi", "date: 2026-11-27"],
    ["jeudi", "date: 2026-12-03"],
    ["samedi prochain", "date: 2026-11-28"],
    ["mardi en huit", "date: 2026-12-08"],
    ["mardi dernier", "date: 2026-11-24"],
    ["le 12", "date: 2026-12-12"],
    ["le 27", "date: 2026-11-27"],
    ["le 12 mars", "date: 2027-03-12"],
    ["le 1er mai", "date: 2027-05-01"],
    ["samedi 13 mars 2027", "date: 2027-03-13"],
    ["sam. 13 mars", "date: 2027-03-13"],
    ["12/03/27", "date: 2027-03-12"],
    ["12.03.2027", "date: 2027-03-12"],
    ["12-03-2027", "date: 2027-03-12"],
    ["2027-03-12", "date: 2027-03-12"],
    ["12/03", "date: 2027-03-12"],
    ["vendredi 13", "date: 2027-08-13"],
    ["29 février", "date: 2028-02-29"],
    ["dans 15 jours", "date: 2026-12-11"],
    ["dans une semaine", "date: 2026-12-03"],
    ["dans deux mois", "date: 2027-01-26"],
    ["il y a 3 jours", "date: 2026-11-23"],
    ["26 novembre", "date: 2026-11-26"],
    ["25 novembre", "date: 2027-11-25"],
    ["4 févr. 2027", "date: 2027-02-04"],
    ["3 déc", "date: 2026-12-03"],
    ["le 3 aout", "date: 2027-08-03"],
  ]);
  english([
    ["today", "date: 2026-11-26"],
    ["tomorrow", "date: 2026-11-27"],
    ["the day after tomorrow", "date: 2026-11-28"],
    ["next Friday", "date: 2026-11-27"],
    ["on Saturday", "date: 2026-11-28"],
    ["last Tuesday", "date: 2026-11-24"],
    ["March 12th", "date: 2027-03-12"],
    ["12 March 2027", "date: 2027-03-12"],
    ["the 12th of March", "date: 2027-03-12"],
    ["March 12, 2027", "date: 2027-03-12"],
    ["Sat 13 March", "date: 2027-03-13"],
    ["the 12th", "date: 2026-12-12"],
    ["in two weeks", "date: 2026-12-10"],
    ["two days ago", "date: 2026-11-24"],
    ["May 3", "date: 2027-05-03"],
    ["3 May", "date: 2027-05-03"],
    ["03/25/2027", "date: 2027-03-25"],
  ]);

  test("a weekday that is not that of the date is told", () => {
    expect(recognise("samedi 12 mars 2027", { locale: "fr", today, places })[0]).toMatchObject({
      type: "date",
      value: { day: "2027-03-12", weekdayConflict: true },
    });
  });
  test("what was said and what was completed are told apart", () => {
    expect(recognise("le 12 mars", { locale: "fr", today, places })[0]?.value).toEqual({
      day: "2027-03-12",
      yearStated: false,
      monthStated: true,
    });
  });
});

describe("a date that cannot be is kept as such, with the reason", () => {
  french([
    ["le 31 février", "invalid_date: day_not_in_month"],
    ["31 avril 2027", "invalid_date: day_not_in_month"],
    ["29/02/2027", "invalid_date: day_not_in_month"],
    ["45/10/2027", "invalid_date: no_such_day"],
    ["12/13/2027", "invalid_date: no_such_month"],
    ["du 30 au 31 février", "invalid_date: day_not_in_month"],
  ]);
});

describe("periods and sets of days", () => {
  french([
    ["du 3 au 7 mai", "date_range: 2027-05-03 2027-05-07"],
    ["du 30 avril au 3 mai", "date_range: 2027-04-30 2027-05-03"],
    ["entre le 3 et le 7 mai", "date_range: 2027-05-03 2027-05-07"],
    ["du 30 décembre au 2 janvier", "date_range: 2026-12-30 2027-01-02"],
    ["du 03/05/2027 au 07/05/2027", "date_range: 2027-05-03 2027-05-07"],
    ["3-7 mai", "date_range: 2027-05-03 2027-05-07"],
    ["du vendredi 5 au dimanche 7 mars", "date_range: 2027-03-05 2027-03-07"],
    ["les 3 et 4 mai", "dates: 2027-05-03 2027-05-04"],
    ["les 3, 4 et 5 mai", "dates: 2027-05-03 2027-05-04 2027-05-05"],
    ["ce week-end", "date_range: 2026-11-28 2026-11-29"],
    ["le week-end prochain", "date_range: 2026-12-05 2026-12-06"],
    ["cette semaine", "date_range: 2026-11-23 2026-11-29"],
    ["la semaine prochaine", "date_range: 2026-11-30 2026-12-06"],
    ["en février", "month: 2027-02-01 2027-02-28"],
    ["février 2028", "month: 2028-02-01 2028-02-29"],
    ["fin mars", "month: 2027-03-21 2027-03-31"],
    ["mi-avril", "month: 2027-04-11 2027-04-20"],
    ["début mai", "month: 2027-05-01 2027-05-10"],
    ["le mois prochain", "date_range: 2026-12-01 2026-12-31"],
    ["l'année prochaine", "date_range: 2027-01-01 2027-12-31"],
    ["cet été", "date_range: 2027-06-01 2027-08-31"],
    ["à l'automne 2027", "date_range: 2027-09-01 2027-11-30"],
    ["en 2028", "date_range: 2028-01-01 2028-12-31"],
    ["tous les samedis", "weekdays: 6"],
    ["les vendredis et samedis", "weekdays: 5 6"],
    ["en semaine", "weekdays: 1 2 3 4 5"],
  ]);
  english([
    ["from 3 to 7 May", "date_range: 2027-05-03 2027-05-07"],
    ["May 3-7", "date_range: 2027-05-03 2027-05-07"],
    ["in March", "month: 2027-03-01 2027-03-31"],
    ["late April", "month: 2027-04-21 2027-04-30"],
    ["mid-April", "month: 2027-04-11 2027-04-20"],
    ["this weekend", "date_range: 2026-11-28 2026-11-29"],
    ["next week", "date_range: 2026-11-30 2026-12-06"],
    ["next month", "date_range: 2026-12-01 2026-12-31"],
    ["every Friday", "weekdays: 5"],
    ["we may march on"],
  ]);
});

describe("days counted from the date last spoken of", () => {
  french([
    ["la veille", "relative_day: -1"],
    ["le lendemain", "relative_day: 1"],
    ["le surlendemain", "relative_day: 2"],
    ["J-15", "relative_day: -15"],
    ["deux jours après", "relative_day: 2"],
    ["la semaine d'après", "relative_day: 7"],
  ]);
  english([
    ["the day before", "relative_day: -1"],
    ["the next day", "relative_day: 1"],
    ["three days before", "relative_day: -3"],
  ]);
});
