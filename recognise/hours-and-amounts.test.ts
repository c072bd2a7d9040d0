import { describe } from "vitest";
import { english, french } from "./testing.ts";

describe("times of day", () => {
  french([
    ["19 h 30", "time: 19:30"],
    ["19 h 30", "time: 19:30"],
    ["19h", "time: 19:00"],
    ["19h05", "time: 19:05"],
    ["20:30", "time: 20:30"],
    ["à 20 heures", "time: 20:00"],
    ["minuit", "time: 00:00 next day"],
    ["1h du matin", "time: 01:00 next day"],
    ["midi", "time: 12:00"],
    ["midi et demi", "time: 12:30"],
    ["huit heures et demie du soir", "time: 20:30"],
    ["vingt heures trente", "time: 20:30"],
    ["24h", "time: 00:00 next day"],
    ["de 14h à 18h", "time_range: 14:00 18:00"],
    ["14h-18h", "time_range: 14:00 18:00"],
    ["entre 14 h et 18 h", "time_range: 14:00 18:00"],
    ["19h75", "invalid_time: no_such_minute"],
    ["25h", "invalid_time: no_such_hour"],
  ]);
  english([
    ["8pm", "time: 20:00"],
    ["8:30 p.m.", "time: 20:30"],
    ["noon", "time: 12:00"],
    ["midnight", "time: 00:00 next day"],
    ["12am", "time: 00:00 next day"],
    ["from 2 to 6pm", "time_range: 14:00 18:00"],
  ]);
});

describe("the running order is read in pairs, in whichever order it was written", () => {
  french([
    [
      "portes 19h, show 20h30, couvre-feu minuit",
      "schedule: doors 19:00",
      "schedule: set_time 20:30",
      "schedule: curfew 00:00",
    ],
    [
      "19h portes 20h30 show 23h couvre-feu",
      "schedule: doors 19:00",
      "schedule: set_time 20:30",
      "schedule: curfew 23:00",
    ],
    ["portes 19h show 20h30", "schedule: doors 19:00", "schedule: set_time 20:30"],
    ["balances 16h30", "schedule: sound_check 16:30"],
    ["balances de 16h à 18h", "schedule: sound_check 16:00 18:00"],
    ["get-in 10h, line check 15h", "schedule: load_in 10:00", "schedule: line_check 15:00"],
    ["ouverture des portes à 19 h", "schedule: doors 19:00"],
    [
      "première partie : 20 h, changement de plateau 20h45",
      "schedule: support 20:00",
      "schedule: changeover 20:45",
    ],
    [
      "19h : ouverture des portes, 20h30 : première partie",
      "schedule: doors 19:00",
      "schedule: support 20:30",
    ],
    [
      "mets les portes à 19h et le show à 20h30",
      "schedule: doors 19:00",
      "schedule: set_time 20:30",
    ],
    ["démontage 23h30", "schedule: load_out 23:30"],
    [
      "concert à 20h30, portes une heure avant",
      "schedule: set_time 20:30",
      "schedule_item: doors",
      "shift: -60min",
    ],
    ["recule les balances", "schedule_item: sound_check"],
  ]);
  english([
    [
      "doors 7pm, support 8pm, show 9:15pm",
      "schedule: doors 19:00",
      "schedule: support 20:00",
      "schedule: set_time 21:15",
    ],
    ["set doors at 7 and show at 8:30", "schedule: doors 19:00", "schedule: set_time 20:30"],
    [
      "soundcheck at 4:30, load in at 10, curfew at 11",
      "schedule: sound_check 16:30",
      "schedule: load_in 10:00",
      "schedule: curfew 23:00",
    ],
  ]);
});

describe("money, rates and counts", () => {
  french([
    ["1 240,50 €", "money: 124050 EUR"],
    ["1 240,50 €", "money: 124050 EUR"],
    ["35 euros", "money: 3500 EUR"],
    ["2,5k€", "money: 250000 EUR"],
    ["8k euros", "money: 800000 EUR"],
    ["8 000 € HT", "money: 800000 EUR excluded"],
    ["2 000€ TTC", "money: 200000 EUR included"],
    ["12€50", "money: 1250 EUR"],
    ["mille deux cents euros", "money: 120000 EUR"],
    ["deux mille cinq cents €", "money: 250000 EUR"],
    ["-50 €", "money: -5000 EUR"],
    ["1.500 CHF", "money: 150000 CHF"],
    ["12 balles", "count: 12"],
    ["50 %", "percent: 5000"],
    ["soixante-quinze pour cent", "percent: 7500"],
    ["2,1 %", "percent: 210"],
    ["TVA 5,5 %", "vat_rate: 550"],
    ["TVA à 20%", "vat_rate: 2000"],
    ["10 % de TVA", "vat_rate: 1000"],
    ["trois", "count: 3"],
    ["une douzaine", "count: 12 about"],
    ["une vingtaine de billets", "count: 20 tickets about"],
    ["1 500 places", "count: 1500 seats"],
    ["1.500 places", "count: 1500 seats"],
    ["quatre-vingt-dix-sept places", "count: 97 seats"],
    ["deux invitations", "count: 2 comps"],
    ["cinq dates", "count: 5 performances"],
    ["jauge 800", "capacity: 800"],
    ["jauge : 1 200", "capacity: 1200"],
    ["800 de jauge", "capacity: 800"],
  ]);
  english([
    ["£300", "money: 30000 GBP"],
    ["£1,500.50", "money: 150050 GBP"],
    ["$20", "money: 2000 USD"],
    ["forty euros", "money: 4000 EUR"],
    ["20 percent", "percent: 2000"],
    ["1,500 seats", "count: 1500 seats"],
    ["capacity 900", "capacity: 900"],
    ["a couple of tickets", "count: 2 tickets"],
  ]);
});

describe("holds, lengths of time and shifts", () => {
  french([
    ["option 2", "hold_rank: 2"],
    ["en option 2", "hold_rank: 2"],
    ["option n° 1", "hold_rank: 1"],
    ["en deuxième option", "hold_rank: 2"],
    ["1re option", "hold_rank: 1"],
    ["option", "status: option"],
    ["deux heures", "duration: 120min"],
    ["pendant 2h", "duration: 120min"],
    ["dure 1h30", "duration: 90min"],
    ["une demi-heure", "duration: 30min"],
    ["trois semaines", "duration: 21d"],
    ["décale tout de cinq ans", "shift: 5y"],
    ["repousse d'une semaine", "shift: 7d"],
    ["+1 jour", "shift: 1d"],
    ["-2h", "shift: -120min"],
    ["deux heures plus tôt", "shift: -120min"],
    ["décale de 2h", "shift: 120min"],
    ["avance d'une heure", "shift: -60min"],
    ["décale à 21h", "time: 21:00"],
  ]);
  english([
    ["second hold", "hold_rank: 2"],
    ["hold 3", "hold_rank: 3"],
    ["push by two days", "shift: 2d"],
    ["two weeks later", "shift: 14d"],
    ["an hour earlier", "shift: -60min"],
    ["half an hour", "duration: 30min"],
  ]);
});
