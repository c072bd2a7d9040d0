import { PKPass } from "passkit-generator";
import icons from "./icons.json" with { type: "json" };
import type { Pass, Wallet } from "./wallet.ts";

/** Who signs passes, and under which identifiers. PEM texts. */
export type AppleSigner = {
  passType: string;
  team: string;
  wwdr: string;
  certificate: string;
  key: string;
  passphrase?: string | undefined;
  test: boolean;
};

const colours = {
  backgroundColor: "rgb(17, 12, 13)",
  foregroundColor: "rgb(245, 238, 230)",
  labelColor: "rgb(255, 138, 106)",
};

/** Apple Wallet event tickets, signed by whom `open` gives at the first pass. */
export function appleWallet(test: boolean, open: () => Promise<AppleSigner>): Wallet["apple"] {
  let signer: Promise<AppleSigner> | undefined;
  return {
    test,
    async make(pass) {
      signer ??= open();
      return write(pass, await signer).getAsBuffer();
    },
  };
}

function write(pass: Pass, signer: AppleSigner): PKPass {
  const files = Object.fromEntries(
    Object.entries(icons).map(([name, base64]) => [name, Buffer.from(base64, "base64")]),
  );
  const made = new PKPass(
    files,
    {
      wwdr: signer.wwdr,
      signerCert: signer.certificate,
      signerKey: signer.key,
      ...(signer.passphrase ? { signerKeyPassphrase: signer.passphrase } : {}),
    },
    {
      formatVersion: 1,
      serialNumber: pass.serial,
      passTypeIdentifier: signer.passType,
      teamIdentifier: signer.team,
      groupingIdentifier: pass.date,
      organizationName: pass.organizer,
      description: `${pass.title}, ${pass.day}`,
      logoText: pass.organizer,
      // Passed on through the organiser, who replaces the code; never by a copy.
      sharingProhibited: true,
      ...colours,
    },
  );
  made.type = "eventTicket";
  made.headerFields.push({ key: "day", ...pass.head });
  made.primaryFields.push({ key: "title", label: "", value: pass.title });
  const [first, ...rest] = pass.facts;
  if (pass.place) {
    made.secondaryFields.push({ key: "place", label: pass.day, value: pass.place.name });
  }
  if (first) made.secondaryFields.push({ ...first, textAlignment: "PKTextAlignmentRight" });
  made.auxiliaryFields.push(...rest);
  made.backFields.push(...pass.mentions);
  made.setBarcodes({
    format: "PKBarcodeFormatQR",
    message: pass.code,
    messageEncoding: "iso-8859-1",
    altText: pass.number,
  });
  if (pass.startsAt) made.setRelevantDate(new Date(pass.startsAt));
  if (pass.endsAt) made.setExpirationDate(new Date(pass.endsAt));
  const { latitude, longitude } = pass.place ?? {};
  if (latitude != null && longitude != null) made.setLocations({ latitude, longitude });
  return made;
}
