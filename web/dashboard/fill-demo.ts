export type FillProgress =
  | { state: "running"; done: number; of: number }
  | { state: "done" }
  | { state: "failed" };

/** Asks for the demo season and tells how far it is; asked again, it goes on where it stopped. */
export async function fillDemo(onProgress: (progress: FillProgress) => void): Promise<void> {
  try {
    const response = await fetch("/api/demo", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    if (!response.ok || !response.body) throw new Error(`demo: ${response.status}`);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    let ended = false;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines = (rest + value).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines.filter(Boolean)) {
        const told = JSON.parse(line) as { done?: number; of?: number };
        if (told.done === undefined || told.of === undefined) continue;
        ended = told.done === told.of;
        onProgress({ state: "running", done: told.done, of: told.of });
      }
    }
    onProgress({ state: ended ? "done" : "failed" });
  } catch {
    onProgress({ state: "failed" });
  }
}
