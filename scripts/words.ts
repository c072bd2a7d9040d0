/** French unless the terminal asks for English. */
export function say(fr: string, en: string): string {
  const asked = process.env["LC_ALL"] || process.env["LC_MESSAGES"] || process.env["LANG"] || "";
  return asked.startsWith("en") ? en : fr;
}

/** Ends the command with one clear line. */
export function refuse(fr: string, en: string): never {
  console.error(say(fr, en));
  process.exit(1);
}
