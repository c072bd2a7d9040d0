import { registry } from "#tools/registry.ts";
import { localPlaces } from "#integrations/places/index.ts";
import { knowledgeOf, trainOn } from "#agent/interpreter/learn.ts";
localPlaces.find("Lyon");
const k=knowledgeOf(registry.filter(t=>t.name!=="find_names_in_text") as never,{places:localPlaces,today:"2026-11-26"});
let n=0,ok=0,top3=0; const F=12;
const all=k.tools.flatMap(t=>t.tool.examples.map((_,e)=>[t.tool.name,e] as const));
for(let f=0;f<F;f++){ const out=new Set(all.filter((_,i)=>i%F===f).map(x=>x.join(" ")));
 const c=trainOn(k.tools,(t,e)=>out.has(`${t} ${e}`));
 for(const t of k.tools) for(const l of t.lessons) if(l.example>=0&&out.has(`${t.tool.name} ${l.example}`)){ n++; const s=[...c.score(l.features)]; const i=k.tools.indexOf(t); const r=s.filter(x=>x>s[i]!).length; if(r===0) ok++; if(r<3) top3++; else if (process.argv[2]) console.log(r, t.tool.name,"|",l.text); } }
console.log("clf",(ok/n*100).toFixed(1),"top3",(top3/n*100).toFixed(1),n,k.tools.length);
