import { z } from "zod";
import { askProvider } from "../ask-provider.ts";
import { dimensions, toUnit, type Embeddings } from "./embeddings.ts";

const answer = z.object({
  data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()) })),
});

const textsPerRequest = 128;
/** The smallest size the service offers that holds 384; its vectors may be cut and made unit again. */
const askedDimensions = 512;

/** Voyage's embeddings over HTTP. Source: its API reference, POST /v1/embeddings. */
export function voyageEmbeddings(options: {
  apiKey: string;
  model?: string;
  url?: string;
}): Embeddings {
  const base = options.url ?? "https://api.voyageai.com";
  const model = options.model ?? "voyage-3.5-lite";
  return {
    name: `voyage/${model}`,
    dimensions,
    async embed(texts, use = "document") {
      const vectors: number[][] = [];
      for (let start = 0; start < texts.length; start += textsPerRequest) {
        const input = texts.slice(start, start + textsPerRequest).map((text) => text || " ");
        const response = await askProvider("Voyage", `${base}/v1/embeddings`, {
          method: "POST",
          headers: {
            authorization: `Bearer ${options.apiKey}`,
            "content-type": "application/json",
          },
          body: JSON.stringify({
            input,
            model,
            input_type: use === "question" ? "query" : "document",
            output_dimension: askedDimensions,
          }),
        });
        const { data } = answer.parse(await response.json());
        if (data.length !== input.length) {
          throw new Error(`Voyage gave ${data.length} embeddings for ${input.length} texts`);
        }
        const ordered = data.toSorted((a, b) => a.index - b.index);
        vectors.push(...ordered.map(({ embedding }) => toUnit(embedding)));
      }
      return vectors;
    },
  };
}
