import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fieldsOf, type Field } from "#agent/interpreter/tool-fields.ts";
import { isForMembers, type Tool } from "#tools/core/tool.ts";
import { registry } from "#tools/registry.ts";
import { openWorld, type Organization, type World } from "#tools/testing/world.ts";
import { openCompany } from "./fixture.ts";

/** What comes out of other people's files, keyboards and bad intentions. */
const texts: Record<string, string> = {
  "an image that runs": `<img src=x onerror="window.hurt=1">`,
  "a script that closes what stands before": `"></textarea><script>window.hurt=1</script>`,
  "an address that runs": "javascript:window.hurt=1",
  "a template": "${7*7}{{7*7}}#{7*7}",
  "a statement of SQL": "'); drop table orders; --",
  "a name written from right to left": "أم كلثوم \u202eabc\u202c",
  "signs of every width": "🎸👩‍👩‍👧 Zoé ﷽ 𝔛 e\u0301",
  "three hundred letters": "é".repeat(300),
  "what no one sees": "a\u0000b\u0007c\u001bd\ud800e",
  "nothing but spaces": " \u00a0\t\n ",
};

const written = new Set(["name", "words", "place", "phone", "email", "url", "ref", "area"]);

let world: World;
let company: Organization;
beforeAll(async () => {
  world = await openWorld();
  company = await openCompany(world);
});
afterAll(() => world?.close());

/** Every text that a member can type, of the tools that write. */
const cases = registry
  .filter((tool) => isForMembers(tool) && tool.effect !== "read")
  .flatMap((tool) => fieldsOf(tool).map((field) => ({ tool, field })))
  .filter(({ field }) => written.has(field.semantic.type));

const inside =
  /\bat .+\.ts:|select .+ from|undefined|\[object|violates|constraint|syntax|invalid input|null value|\bNaN\b/;

/** The tool's own example that says most beside this field, with a text in the field's place. */
function inputWith(tool: Tool, field: Field, text: string): Record<string, unknown> {
  const examples = tool.examples.map(({ input }) => input as Record<string, unknown>);
  const example = examples.find((input) => field.name in input) ?? examples[0] ?? {};
  return { ...example, [field.name]: field.many ? [text] : text };
}

describe.each(Object.entries(texts))("%s", (_what, text) => {
  test.each(
    cases.map(({ tool, field }, at) => [`${tool.name} ${field.name}`, tool, field, at] as const),
  )("in %s is kept as it is, or refused in words", async (_name, tool, field, at) => {
    const outcome = await world.act(tool.name, inputWith(tool, field, text), {
      organization: company,
      locale: at % 2 === 0 ? "fr" : "en",
    });
    if ("error" in outcome) {
      const { code, message } = outcome.error;
      expect(code, message).not.toBe("internal");
      expect(message.trim()).not.toBe("");
      // What was typed may stand in it, as it was typed.
      expect(message.replaceAll(text, "")).not.toMatch(inside);
      expect(message.length).toBeLessThan(800);
    } else if (outcome.ok) expect(outcome.summary.trim()).not.toBe("");
    else expect(JSON.stringify(outcome.pending.preview)).not.toMatch(inside);
  });
});

test("texts with all of these are read again letter for letter", async () => {
  for (const text of Object.values(texts)) {
    const name = text.slice(0, 180);
    const known = await world.act("tours_create_artist", { name }, { organization: company });
    if (!known.ok) continue;
    const { id } = known.value as { id: string };
    const read = await world.done<{ name: string }>(
      "tours_get_artist",
      { artist: id },
      { organization: company },
    );
    // oxlint-disable-next-line no-control-regex -- What no one sees is what is left out.
    expect(read.value.name).toBe(
      name
        .replace(/[\u0000-\u001f]/g, "")
        .toWellFormed()
        .trim(),
    );
  }
});
