import { execFileSync } from "node:child_process";
import { createHash, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { unzipSync } from "fflate";
import { importSPKI, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWallet } from "#integrations/wallet/open-wallet.ts";
import { callTool } from "../call-tool.ts";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";
import type { BuyerOrder } from "./sale-facts.ts";

type Answer = { test: boolean; fileName: string; base64: string; url: string | null };

describe("a ticket in the wallet of a phone", () => {
  let world: World;
  let sale: Sale;
  let order: BuyerOrder;
  const folder = mkdtempSync(path.join(tmpdir(), "koncert-pass-"));
  beforeAll(async () => {
    world = await openWorld();
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 100");
    await world.done("ticketing_create_ticket_type", { performances: ["Lyon"], price: 3_550 });
    sale = await openSale(world, dates.Lyon);
    order = await sale.pay(await sale.hold({ "Plein tarif": 2 }));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await world.close();
  });

  const ask = (input: object) =>
    world.done<Answer>(
      "ticketing_get_wallet_pass",
      { order: order.token, ticket: order.tickets[0]?.id, ...input },
      sale.buyer,
    );

  it("is a pass of Apple's: every file is in the manifest, and the manifest is signed", async () => {
    expect(order.wallets).toEqual({ apple: "test", google: false });
    const { value } = await ask({ wallet: "apple" });
    expect(value).toMatchObject({ test: true, fileName: "billet-zaz-2027-05-14-1.pkpass" });
    const files = unzipSync(Buffer.from(value.base64, "base64"));
    const bytes = (name: string) => Buffer.from(files[name] ?? []);
    const text = (name: string) => bytes(name).toString("utf8");
    const manifest = JSON.parse(text("manifest.json")) as Record<string, string>;
    const listed = Object.keys(files).filter((name) => !/^(manifest\.json|signature)$/.test(name));
    expect(Object.keys(manifest).toSorted()).toEqual(listed.toSorted());
    expect(listed).toEqual(expect.arrayContaining(["pass.json", "icon.png", "icon@2x.png"]));
    for (const name of listed) {
      const hash = createHash("sha1").update(bytes(name)).digest("hex");
      expect(manifest[name], name).toBe(hash);
    }

    // Checked by another program than the one that signed.
    const at = (name: string) => path.join(folder, name);
    writeFileSync(at("manifest.json"), bytes("manifest.json"));
    writeFileSync(at("signature"), bytes("signature"));
    const kept = await certificates();
    writeFileSync(at("authority.pem"), kept.wwdr);
    const verified = verify(at);
    expect(verified).toContain("Verification successful");
    writeFileSync(at("manifest.json"), `${text("manifest.json")} `);
    expect(() => verify(at)).toThrow();

    const pass = JSON.parse(text("pass.json"));
    expect(pass).toMatchObject({
      formatVersion: 1,
      organizationName: "Bleu Nuit Productions",
      sharingProhibited: true,
      barcodes: [
        { format: "PKBarcodeFormatQR", message: order.tickets[0]?.code, altText: "N° 1 · TEST" },
      ],
      eventTicket: { primaryFields: [{ value: "Zaz, Organique" }] },
    });
    const back = JSON.stringify(pass.eventTicket.backFields);
    for (const mention of [
      "PLATESV-D-2019-001172",
      order.number,
      "série A-1",
      "35,50",
      "TVA",
      "313-6-2",
    ]) {
      expect(back).toContain(mention);
    }
  });

  const verify = (at: (name: string) => string) =>
    execFileSync(
      "openssl",
      `cms -verify -binary -inform DER -in ${at("signature")} -content ${at("manifest.json")} -CAfile ${at("authority.pem")} -purpose any -out /dev/null`.split(
        " ",
      ),
      { stdio: ["ignore", "pipe", "pipe"] },
    ).toString() || "Verification successful";

  const certificates = async () => {
    const wallet = openWallet({ KONCERT_DATA_DIR: world.files, KONCERT_URL: "https://exemple.fr" });
    expect(wallet.apple.test).toBe(true);
    return JSON.parse(
      readFileSync(path.join(world.files, "wallet/test-certificates.json"), "utf8"),
    ) as { wwdr: string };
  };

  it("is a signed address of Google's where an account is given, and is not offered otherwise", async () => {
    expect(
      await world.failed(
        "ticketing_get_wallet_pass",
        { order: order.token, ticket: order.tickets[0]?.id, wallet: "google" },
        sale.buyer,
      ),
    ).toMatchObject({ code: "unavailable" });
    const { privateKey, publicKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const wallet = openWallet({
      KONCERT_DATA_DIR: world.files,
      KONCERT_URL: "https://exemple.fr",
      GOOGLE_WALLET_ISSUER: "3388000000000000000",
      GOOGLE_WALLET_ACCOUNT: JSON.stringify({
        client_email: "billets@exemple.iam.example",
        private_key: privateKey,
      }),
    });
    const context = world.context(sale.buyer);
    const answer = await callTool(
      { ...context, integrations: { ...context.integrations, wallet } },
      "ticketing_get_wallet_pass",
      { order: order.token, ticket: order.tickets[1]?.id ?? "", wallet: "google" },
    );
    if (!answer.ok) throw new Error(JSON.stringify(answer));
    const token = /^https:\/\/pay\.google\.com\/gp\/v\/save\/(.+)$/.exec(
      answer.value.url ?? "",
    )?.[1];
    const { payload } = await jwtVerify(token ?? "", await importSPKI(publicKey, "RS256"), {
      issuer: "billets@exemple.iam.example",
      audience: "google",
    });
    expect(payload).toMatchObject({
      typ: "savetowallet",
      payload: {
        eventTicketClasses: [{ eventName: { defaultValue: { value: "Zaz, Organique" } } }],
        eventTicketObjects: [{ barcode: { type: "QR_CODE", value: order.tickets[1]?.code } }],
      },
    });
  });

  it("is for whoever may show the ticket", async () => {
    const input = { order: order.token, ticket: order.tickets[0]?.id, wallet: "apple" };
    expect((await world.failed("ticketing_get_wallet_pass", input)).code).toBe("forbidden");
    const forged = { ...input, order: order.token.replace(/.{4}$/, "AAAA") };
    expect((await world.failed("ticketing_get_wallet_pass", forged, sale.buyer)).reason).toBe(
      "unknown_order",
    );
    await world.done(
      "ticketing_transfer_my_ticket",
      { order: order.token, ticket: order.tickets[0]?.id, name: "Marc", email: "m@exemple.fr" },
      sale.buyer,
    );
    expect((await world.failed("ticketing_get_wallet_pass", input, sale.buyer)).reason).toBe(
      "unknown_ticket",
    );
  });
});
