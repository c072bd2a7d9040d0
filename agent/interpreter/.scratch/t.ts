import { readText } from "#agent/interpreter/read-text.ts";
import { localPlaces } from "#integrations/places/index.ts";
import { readFileSync } from "node:fs";
import { chooseTool } from "#agent/interpreter/choose-tool.ts";
import { knowledgeOf } from "#agent/interpreter/learn.ts";
import { languageOf } from "#agent/interpreter/lexicon.ts";
import { registry } from "#tools/registry.ts";
import { clausesOf } from "#agent/interpreter/clauses.ts";
localPlaces.find("Lyon");
const t0=performance.now();
const knowledge=knowledgeOf(registry.filter(t=>t.name!=="find_names_in_text") as never,{places:localPlaces,today:"2026-11-26"});
console.log("learn",performance.now()-t0);
for (let text of process.argv.slice(2)) { if (text==="@tour") text="voici la tournée, décale tout de cinq ans :\n"+readFileSync("/work/shared/data/organique-tour-2022.txt","utf8");
 const r=readText(text,{locale:languageOf(text,"fr"),today:"2026-11-26",places:localPlaces});
 console.log("\n>",text.slice(0,100), r.locale, clausesOf(r).map(c=>c.slice(0,40)));
 for (const p of r.pieces) console.log("   ",p.type,JSON.stringify(p.text.slice(0,40)),p.confidence);
 for (const u of chooseTool(r,{knowledge,focus:{turns:[]},today:"2026-11-26"}).slice(0,4)) console.log("  ",u.score.toFixed(3),"p",u.probability.toFixed(2),"l",u.likeness.toFixed(2),u.known.tool.name,JSON.stringify(u.filled.input).slice(0,200),"unused",u.filled.unused.map(p=>p.text.slice(0,20)),"missing",u.filled.missing.map(f=>f.name),"loose",u.filled.loose);
}
