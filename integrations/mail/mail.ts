/** A file that goes with a letter. */
export type Attachment = { name: string; type: string; content: Buffer };

export type Letter = {
  /** One address. */
  to: string;
  subject: string;
  text: string;
  html?: string;
  attachments?: Attachment[];
  /** Two letters with one key are one letter, as far as the provider can tell. */
  idempotencyKey: string;
};

/** Sends letters to people, from the address of this installation. */
export interface Mail {
  /** "local" keeps letters in a mailbox of this machine. */
  readonly name: "local" | "smtp" | "brevo";
  /** Throws ProviderError. */
  send(letter: Letter): Promise<void>;
}
