import { registry } from "#tools/registry.ts";
const want = process.argv.slice(2);
for (const t of registry as any[]) if (want.length===0 || want.includes(t.name)) { console.log("##", t.name, t.examples.length); for (const e of t.examples) console.log("  ", e.fr.replaceAll("\n","⏎").slice(0,140), "|", e.en.replaceAll("\n","⏎").slice(0,120), "|", JSON.stringify(e.input).slice(0,120)); }
