/**
 * The model's markdown as Slack may show it while it is being written. No address of a stranger is left
 * to be clicked or fetched by a preview, no image is loaded, nobody is called by a mention. What is not
 * whole yet, such as half a link, is held back until it is.
 */
export class SafeMarkdown {
  readonly #own: string;
  #held = "";

  /** `ownUrl`: the address of KONCERT, the only one that stays a link. */
  constructor(ownUrl: string) {
    this.#own = ownUrl;
  }

  push(text: string): string {
    this.#held += text;
    const upTo = wholeUpTo(this.#held);
    const whole = this.#held.slice(0, upTo);
    this.#held = this.#held.slice(upTo);
    return this.#clean(whole);
  }

  end(): string {
    const rest = this.#held;
    this.#held = "";
    return this.#clean(rest);
  }

  #clean(text: string): string {
    return (
      text
        .replace(/^ {0,3}\[[^\]\n]+\]:.*$/gm, "")
        .replace(linked, (_, image?: string, label?: string, target?: string, bare?: string) => {
          if (image !== undefined) return this.#clean(image);
          if (bare !== undefined) return this.#isOwn(bare) ? bare : `\`${bare}\``;
          const words = this.#clean(label ?? "");
          if (!target) return words;
          if (this.#isOwn(target)) return `[${words}](${target})`;
          return label === target ? `\`${target}\`` : `${words} (\`${target}\`)`;
        })
        // What still looks like a link or an image after that is none of ours.
        .replace(/\]\((?!https?:)/gi, "] (")
        .replaceAll("![", "! [")
        .replace(/<(?=[!@#/a-z])/gi, "‹")
        .replace(/@(?=channel|here|everyone)/gi, "@\u2060")
    );
  }

  #isOwn(url: string): boolean {
    if (!URL.canParse(url)) return false;
    return new URL(url).origin === new URL(this.#own).origin;
  }
}

/** An image, a link, or an address that stands by itself. */
const linked =
  /!\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])?|\[([^\]\n]*)\]\(\s*<?([^)\s>]*)>?[^)\n]*\)|((?:\b[a-z][a-z0-9+.-]*:\/\/|\bwww\.|\bmailto:|\b(?:[a-z0-9-]+\.)+[a-z]{2,}[/?])[^\s<>`)\]]+)/gi;

const longestHeld = 2_000;

/** Up to where a text has no half of a link or word at its end. */
function wholeUpTo(text: string): number {
  const word = Math.max(text.lastIndexOf(" "), text.lastIndexOf("\n")) + 1;
  const bracket = text.lastIndexOf("[", word);
  const isOpen =
    bracket !== -1 &&
    !/^\[[^\]]*\](?:\([^)]*\)|[^([])/.test(text.slice(bracket)) &&
    !/\n/.test(text.slice(bracket));
  const upTo = isOpen ? (text[bracket - 1] === "!" ? bracket - 1 : bracket) : word;
  return text.length - upTo > longestHeld ? text.length : Math.min(upTo, word);
}

/** A whole text at once. */
export function safeMarkdown(text: string, ownUrl: string): string {
  const safe = new SafeMarkdown(ownUrl);
  return safe.push(text) + safe.end();
}
