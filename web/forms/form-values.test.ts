import { describe, expect, it } from "vitest";
import { registry } from "#tools/registry.ts";
import { formSpec } from "./form-spec.ts";
import { changesOf, toInput, toValues } from "./form-values.ts";

const specOf = (name: string) => {
  const tool = registry.find((one) => one.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return formSpec(tool, "fr");
};

describe("a form that edits", () => {
  const { fields } = specOf("contacts_update_contact");
  const initial = {
    new_name: "Anne Roux",
    kind: "pro",
    phone: "06 12 34 56 78",
    company: "Le Silo",
    notes: undefined,
  };
  const send = (typed: Record<string, string>) =>
    changesOf(fields, { ...toValues(fields, initial), ...typed }, initial);

  it("has no control for what is emptied, and knows which controls may be", () => {
    expect(fields.map(({ name }) => name)).not.toContain("clear");
    expect(fields.filter(({ emptiable }) => emptiable).map(({ name }) => name)).toEqual([
      "email",
      "phone",
      "company",
      "job_title",
      "city",
      "notes",
    ]);
  });

  it("sends what was changed, and nothing where nothing was", () => {
    expect(send({})).toEqual({ input: {}, kept: null });
    expect(send({ company: "Stereolux", notes: "  " })).toEqual({
      input: { company: "Stereolux" },
      kept: null,
    });
  });

  it("sends the names of the fields that were filled and are empty now", () => {
    expect(send({ phone: "", company: "   ", new_name: "Anne Roux-Petit" })).toEqual({
      input: { new_name: "Anne Roux-Petit", clear: ["phone", "company"] },
      kept: null,
    });
  });

  it("says which field can't be empty", () => {
    expect(send({ new_name: "" }).kept).toBe("new_name");
    expect(send({ kind: "" }).kept).toBe("kind");
  });

  it("empties lists, and takes a tick out", () => {
    const organization = specOf("organization_update_organization").fields;
    const licences = { licences: ["PLATESV-D-2019-001172"] };
    const emptied = { ...toValues(organization, licences), licences: [] };
    expect(changesOf(organization, emptied, licences).input).toEqual({ clear: ["licences"] });
    const type = specOf("ticketing_update_ticket_type").fields;
    const flag = type.find((field) => field.type === "flag");
    if (!flag) throw new Error("no tick in this form");
    const ticked = { [flag.name]: true };
    expect(
      changesOf(type, { ...toValues(type, ticked), [flag.name]: false }, ticked).input,
    ).toEqual({ [flag.name]: false });
  });
});

it("a form that creates leaves out what is empty", () => {
  const { fields } = specOf("contacts_create_contact");
  expect(toInput(fields, { name: "Anne Roux", phone: "", company: " " })).toEqual({
    name: "Anne Roux",
  });
});

it("a web address may be written without its beginning, and anything else is left to the tool", () => {
  const { fields } = specOf("tours_update_artist");
  const sent = (website: string) => toInput(fields, { website })["website"];
  expect(sent("zaz.example/tour")).toBe("https://zaz.example/tour");
  expect(sent("http://zaz.example")).toBe("http://zaz.example");
  expect(sent("javascript:alert(1)")).toBe("javascript:alert(1)");
});
