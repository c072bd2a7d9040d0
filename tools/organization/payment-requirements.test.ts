import { expect, test } from "vitest";
import { requirementWords } from "./payment-requirements.ts";

test("what Stripe asks for is said in words, each thing once", () => {
  const words = requirementWords([
    "external_account",
    "business_type",
    "company.address.city",
    "company.address.line1",
    "representative.first_name",
    "person_1Mt0CO.verification.document",
    "tos_acceptance.date",
    "business_profile.url",
    "something_of_tomorrow",
  ]);
  expect(words.map(({ fr }) => fr)).toEqual([
    "le compte bancaire qui reçoit les virements",
    "la forme et les coordonnées de la structure",
    "l’identité du représentant légal",
    "une pièce d’identité",
    "l’acceptation des conditions de Stripe",
    "l’activité et le site web de la structure",
    "d’autres renseignements, indiqués par Stripe",
  ]);
});
