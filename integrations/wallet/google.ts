import { importPKCS8, SignJWT } from "jose";
import { z } from "zod";
import type { Pass, Wallet } from "./wallet.ts";

/** The file that Google gives with a service account. */
const account = z.object({
  client_email: z.email(),
  private_key: z.string().includes("PRIVATE KEY"),
});

const saves = "https://pay.google.com/gp/v/save/";

/** Google Wallet event tickets: the whole ticket travels in the signed address that saves it. */
export function googleWallet(settings: {
  issuer: string;
  /** The service account's file, or its base64. */
  account: string;
  siteUrl: string;
}): NonNullable<Wallet["google"]> {
  const { client_email: email, private_key: key } = account.parse(
    JSON.parse(plain(settings.account)),
  );
  const opened = importPKCS8(key, "RS256");
  return {
    async link(pass) {
      const payload = {
        eventTicketClasses: [classOf(pass, settings.issuer)],
        eventTicketObjects: [objectOf(pass, settings.issuer)],
      };
      const token = await new SignJWT({ typ: "savetowallet", origins: [settings.siteUrl], payload })
        .setProtectedHeader({ alg: "RS256", typ: "JWT" })
        .setIssuer(email)
        .setAudience("google")
        .setIssuedAt()
        .sign(await opened);
      return `${saves}${token}`;
    },
  };
}

function classOf(pass: Pass, issuer: string) {
  return {
    id: `${issuer}.${pass.date}`,
    issuerName: pass.organizer,
    reviewStatus: "UNDER_REVIEW",
    eventName: words(pass, pass.title),
    hexBackgroundColor: "#110c0d",
    ...(pass.place
      ? {
          venue: {
            name: words(pass, pass.place.name),
            address: words(pass, pass.place.address ?? pass.place.name),
          },
        }
      : {}),
    dateTime: {
      ...(pass.startsAt ? { start: pass.startsAt } : {}),
      ...(pass.endsAt ? { end: pass.endsAt } : {}),
    },
  };
}

function objectOf(pass: Pass, issuer: string) {
  return {
    id: `${issuer}.${pass.serial}`,
    classId: `${issuer}.${pass.date}`,
    state: "ACTIVE",
    barcode: { type: "QR_CODE", value: pass.code, alternateText: pass.number },
    ticketNumber: pass.number,
    ...(pass.holder ? { ticketHolderName: pass.holder } : {}),
    textModulesData: [...pass.facts, ...pass.mentions].map(({ key, label, value }) => ({
      id: key,
      header: label,
      body: value,
    })),
    linksModuleData: { uris: [{ uri: pass.url, id: "ticket" }] },
  };
}

const words = (pass: Pass, value: string) => ({ defaultValue: { language: pass.locale, value } });

/** A setting of several lines as itself or as base64. */
export const plain = (text: string): string =>
  /^[A-Za-z0-9+/=\s]+$/.test(text) ? Buffer.from(text, "base64").toString("utf8") : text;
