/** After the first pages have been served; inside Next, whose modules are not those of web/server.ts. */
const afterMs = 1_500;

export function register(): void {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  setTimeout(() => {
    import("#agent/warm-up.ts").then(({ warmUp }) => warmUp()).catch(console.error);
  }, afterMs).unref();
}
