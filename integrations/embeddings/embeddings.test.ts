import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { localEmbeddings } from "./local.ts";
import { voyageEmbeddings } from "./voyage.ts";

const dot = (a: number[], b: number[]) => a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0);

async function likeness(one: string, other: string) {
  const [a, b] = await localEmbeddings.embed([one, other]);
  return dot(a ?? [], b ?? []);
}

describe("the local embeddings", () => {
  it("are unit vectors of 384 numbers, the same at each time", async () => {
    const texts = ["Fiche technique du Zénith", "", "!!!", "a".repeat(100_000)];
    const vectors = await localEmbeddings.embed(texts);
    for (const vector of vectors) {
      expect(vector).toHaveLength(384);
      expect(dot(vector, vector)).toBeCloseTo(1, 10);
    }
    expect(await localEmbeddings.embed(texts)).toEqual(vectors);
  });

  it("do not mind accents and case", async () => {
    expect(await likeness("THEATRE DE LA VILLE", "Théâtre de la Ville")).toBeCloseTo(1, 10);
  });

  it("find a typo and an ending nearer than another subject", async () => {
    const typo = await likeness("hébergement de l’équipe", "hebergment des équipes");
    const other = await likeness("hébergement de l’équipe", "puissance électrique requise");
    expect(typo - other).toBeGreaterThan(0.25);
  });

  it("rank the paragraph that answers first", async () => {
    const paragraphs = [
      "Le producteur fournit le plateau artistique et règle les salaires des artistes.",
      "L’organisateur prend en charge les repas chauds de six personnes à 19 h.",
      "Le prix de cession est payable par virement à l’issue de la représentation.",
      "La scène mesure au minimum huit mètres d’ouverture et six de profondeur.",
    ];
    const [question, ...vectors] = await localEmbeddings.embed([
      "prix de la cession",
      ...paragraphs,
    ]);
    const scores = vectors.map((vector) => dot(question ?? [], vector));
    expect(scores.indexOf(Math.max(...scores))).toBe(2);
  });
});

type Body = { input: string[]; model: string; input_type: string; output_dimension: number };
const seen: Body[] = [];
let spoil: (data: { index: number; embedding: number[] }[]) => unknown = (data) => data;

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString()) as Body;
  seen.push(body);
  const data = body.input.map((text, index) => ({
    index,
    embedding: Array.from({ length: body.output_dimension }, (_, at) =>
      at === 0 ? text.length : 1,
    ),
  }));
  response.writeHead(request.headers.authorization === "Bearer good" ? 200 : 401);
  response.end(JSON.stringify({ data: spoil(data) }));
});

describe("Voyage", () => {
  let url = "";
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());
  beforeEach(() => {
    seen.length = 0;
    spoil = (data) => data;
  });

  it("is asked in batches, answers in order, and its vectors are cut to 384 and made unit", async () => {
    // Answers may come in any order: their index tells.
    spoil = (data) => data.toReversed();
    const texts = Array.from({ length: 200 }, (_, at) => "x".repeat(at + 1));
    const vectors = await voyageEmbeddings({ apiKey: "good", url }).embed(texts);
    expect(seen.map(({ input }) => input.length)).toEqual([128, 72]);
    expect(seen[0]).toMatchObject({ input_type: "document", output_dimension: 512 });
    expect(vectors).toHaveLength(200);
    vectors.forEach((vector, at) => {
      expect(vector).toHaveLength(384);
      expect(dot(vector, vector)).toBeCloseTo(1, 10);
      expect((vector[0] ?? 0) / (vector[1] ?? 1)).toBeCloseTo(at + 1, 6);
    });
  });

  it("is told when a text is a question", async () => {
    await voyageEmbeddings({ apiKey: "good", url }).embed(["combien ?"], "question");
    expect(seen[0]?.input_type).toBe("query");
  });

  it("that gives too few numbers or too few vectors is refused", async () => {
    const embeddings = voyageEmbeddings({ apiKey: "good", url });
    spoil = (data) => data.map((one) => ({ ...one, embedding: one.embedding.slice(0, 256) }));
    await expect(embeddings.embed(["a"])).rejects.toThrow("384");
    spoil = () => [];
    await expect(embeddings.embed(["a"])).rejects.toThrow("0 embeddings for 1 text");
  });

  it("that refuses the key is reported", async () => {
    await expect(voyageEmbeddings({ apiKey: "bad", url }).embed(["a"])).rejects.toMatchObject({
      provider: "Voyage",
      status: 401,
    });
  });
});
