import { randomUUID } from "node:crypto";
import { openWorld } from "#tools/testing/world.ts";
import { callTool } from "#tools/call-tool.ts";
import { registry } from "#tools/registry.ts";
import { createInterpreter } from "#agent/interpreter/create-interpreter.ts";
import { readFileSync } from "node:fs";
const world = await openWorld();
let state: unknown;
const says = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as string[];
for (const said of says) {
  const t0=performance.now();
  const outcomes = new Map<string, any>();
  const context = world.context({ via: "agent" as never });
  let quiet=0;
  const offers:any[]=[];
  const model = createInterpreter({ context, said, call: async (n,i)=>{const t=performance.now(); const r=await callTool({...context, callId: randomUUID()}, n, i as never); quiet+=performance.now()-t; return r;}, outcomeOf: id=>outcomes.get(id), registry: registry as never, memory: { load: async()=>state, save: async s=>{state=JSON.parse(JSON.stringify(s));} }, offer:c=>void offers.push(...c) });
  const prompt: any[] = [{ role: "user", content: [{ type: "text", text: said }] }];
  console.log("\n> " + said.slice(0,300));
  let tools=0;
  for (let i=0;i<20;i++) {
    const r = await model.doGenerate({ prompt } as never);
    const calls = r.content.filter(c=>c.type==="tool-call") as any[];
    for (const c of r.content) if (c.type==="text") console.log("  "+c.text.replaceAll("\n","\n  "));
    if (!calls.length) break;
    prompt.push({role:"assistant",content:calls}); 
    for (const c of calls) { const t=performance.now(); const o = await callTool({...context, callId: randomUUID()}, c.toolName, JSON.parse(c.input)); tools+=performance.now()-t; outcomes.set(c.toolCallId,o); console.log("  ["+c.toolName+" "+c.input.slice(0,260)+"] "+(o.ok?"ok":"pending" in o?"PENDING":"ERR "+o.error.code)); }
    prompt.push({role:"tool",content:[]});
  }
  if (offers.length) console.log("  buttons:", offers.map(o=>o.label).join(" | "));
  console.log("  ms", (performance.now()-t0-tools-quiet).toFixed(1), "quiet", quiet.toFixed(1), "tools", tools.toFixed(1));
}
await world.close();
