/** What a pass of a wallet shows; words are in the reader's language already. */
export type Pass = {
  /** One ticket under one code: a code that was replaced is another pass. */
  serial: string;
  /** The date, the same for all of its tickets. */
  date: string;
  locale: "fr" | "en";
  organizer: string;
  title: string;
  day: string;
  startsAt: string | null;
  endsAt: string | null;
  place: {
    name: string;
    address: string | null;
    latitude: number | null;
    longitude: number | null;
  } | null;
  holder: string | null;
  /** What the door scans. */
  code: string;
  /** What stands under the code: « N° 12 ». */
  number: string;
  /** What the face shows besides: type, seat, doors. */
  facts: { key: string; label: string; value: string }[];
  /** The face's head: the day in few letters. */
  head: { label: string; value: string };
  /** The law's mentions, on the back. */
  mentions: { key: string; label: string; value: string }[];
  url: string;
};

/** Puts tickets on phones. */
export interface Wallet {
  /** Where tickets have their pages, without a final slash. */
  readonly siteUrl: string;
  apple: {
    /** True while the certificate is one of this machine's own, which no phone trusts. */
    readonly test: boolean;
    /** A signed `.pkpass`. */
    make(pass: Pass): Promise<Buffer>;
  };
  /** Null without a service account: Google offers no test without one. */
  google: {
    /** The address that saves the ticket. */
    link(pass: Pass): Promise<string>;
  } | null;
}
