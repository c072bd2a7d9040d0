import { registry } from "#tools/registry.ts";
for (const t of registry as readonly any[]) console.log(t.name,"|",t.title.fr,"|",t.effect,"|",Object.keys(t.input.shape).join(","));
console.log(registry.length);
