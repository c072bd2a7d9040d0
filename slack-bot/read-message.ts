/** What a person wrote, without Slack's markup: mentions of the bot go, links stay as their address. */
export function readMessage(text: string, botUser: string | undefined): string {
  return text
    .replace(/<([^<>]*)>/g, (_, inner: string) => readMark(inner, botUser))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/[ \t]{2,}/g, " ")
    .trim();
}

function readMark(inner: string, botUser: string | undefined): string {
  const [target = "", label] = inner.split("|", 2);
  if (target.startsWith("@")) return target.slice(1) === botUser ? "" : `@${label ?? ""}`;
  if (target.startsWith("#")) return `#${label ?? ""}`;
  if (target.startsWith("!")) return label ?? "";
  return target.replace(/^mailto:|^tel:/, "");
}
