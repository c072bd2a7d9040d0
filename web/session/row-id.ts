import { notFound } from "next/navigation";
import { z } from "zod";

/** The id in the address of a row's page; an address that holds none is a page that does not exist. */
export async function rowId(params: Promise<{ id: string }>): Promise<string> {
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  return id;
}
