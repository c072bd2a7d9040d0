import { registry } from "#tools/registry.ts";

import { localPlaces } from "#integrations/places/index.ts";
import { knowledgeOf, trainOn } from "#agent/interpreter/learn.ts";
import { compare } from "#agent/interpreter/compare.ts";
import { featuresOf } from "#agent/interpreter/features.ts";
import { fill } from "#agent/interpreter/fill.ts";
import { readText } from "#agent/interpreter/read-text.ts";
import { isQuestion } from "#agent/interpreter/choose-tool.ts";
const today="2026-11-26";
localPlaces.find("Lyon");
const all=[...registry.filter(t=>t.name!=="find_names_in_text")] as any[];

const k=knowledgeOf(all,{places:localPlaces,today});
const slight=new Set(["count","proper","area"]);
const ex=k.tools.flatMap(t=>t.tool.examples.map((_:any,e:number)=>[t.tool.name,e] as const));
const F=12; const data:{tool:string,loc:string,text:string,c:{n:string,right:boolean,f:number[]}[]}[]=[];
for(let f=0;f<F;f++){ const out=new Set(ex.filter((_,i)=>i%F===f).map(x=>x.join(" ")));
 const classifier=trainOn(k.tools,(t,e)=>out.has(`${t} ${e}`));
 for(const t of k.tools) t.tool.examples.forEach((x:any,e:number)=>{ if(!out.has(`${t.tool.name} ${e}`)) return;
  for(const locale of ["fr","en"] as const){ const r=readText(x[locale],{locale,today,places:localPlaces}); const except={tool:t.tool.name,example:e,classifier};
   const asks=isQuestion(r); const fe=featuresOf(r); const ideas=new Set([...fe.keys()].filter(x=>x.startsWith("i:")).map(x=>x.slice(2))); const firsts=new Set([...fe.keys()].filter(x=>x.startsWith("f:")).map(x=>x.slice(2)));
   const c=compare(featuresOf(r),k,except).slice(0,12).map(({known,likeness,probability})=>{ const fl=fill(known,r,{knowledge:k,focus:{turns:[]},today,except});
     const un=fl.unused.reduce((s,p)=>s+(slight.has(p.type)?0.4:1),0);
     return {n:known.tool.name,right:known===t,f:[likeness,Math.log(Math.max(probability,1e-4)),un,fl.missing.length,Math.min(4,fl.used.length),fl.loose.length, asks&&known.tool.effect!=="read"?1:0, Object.keys(fl.input).length, ideas.has(known.tool.name.split("_")[1]!)?1:0, firsts.has(known.tool.name.split("_")[1]!)?1:0, ideas.has(known.tool.name.split("_").slice(2).join(" ").replace(/s$/,""))?1:0]}; });
   data.push({tool:t.tool.name,loc:locale,text:x[locale],c}); } }); }
const names=["like","logp","unused","missing","used","loose","asks","nfields","verb","first","object"];
const acc=(w:number[])=>{ let ok=0; for(const d of data){ let b=-1e9,r=false; for(const c of d.c){ let s=0; for(let i=0;i<w.length;i++) s+=w[i]!*c.f[i]!; if(s>b){b=s;r=c.right;} } if(r) ok++; } return ok/data.length; };
const cov=data.filter(d=>d.c.some(c=>c.right)).length/data.length;
console.log("tools",k.tools.length,"n",data.length,"coverage",cov.toFixed(3),"clf",acc([0,1]).toFixed(3),"like",acc([1,0,0,0,0,0,0,0,0,0,0]).toFixed(3),"both",acc([1,.12]).toFixed(3),"now",acc([1,.12,-.07,-.05,.025,-.015,-.06,0,0,0,0]).toFixed(3));
let w=[1,.12,-.07,-.05,.025,-.015,-.06,0,0,0,0], best=acc(w);
for(let it=0;it<6;it++) for(let i=0;i<w.length;i++) for(const m of [-.1,-.05,-.02,-.01,.01,.02,.05,.1]){ const v=[...w]; v[i]=v[i]!+m*(i===0?5:1); const a=acc(v); if(a>best+0.0005){best=a;w=v;} }
console.log("best",best.toFixed(3),Object.fromEntries(names.map((n,i)=>[n,+w[i]!.toFixed(3)])));
if(process.argv[2]) for(const d of data){ const s=[...d.c].map(c=>({...c,s:c.f.reduce((a,x,i)=>a+x*w[i]!,0)})).sort((a,b)=>b.s-a.s); const g=s[0]!; if(!g.right) { const m=s.find(c=>c.right); console.log(d.tool,"→",g.n,"|",d.text,"|",m?(g.s-m.s).toFixed(2):"-"); } }
