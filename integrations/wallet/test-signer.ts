import { generateKeyPair } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import forge from "node-forge";
import { z } from "zod";
import type { AppleSigner } from "./apple.ts";

const kept = z.object({ wwdr: z.string(), certificate: z.string(), key: z.string() });

const identifiers = { passType: "pass.example.koncert.test", team: "KONCERTEST" };
const years = 10;

/**
 * A signer for trials: its certificates are made once and kept in the data directory. A phone refuses
 * what it signs, since no Apple certificate stands behind it; everything else is as with a real one.
 */
export async function testSigner(dataDir: string): Promise<AppleSigner> {
  const file = path.join(dataDir, "wallet", "test-certificates.json");
  const known = await readFile(file, "utf8").catch(() => null);
  const made = known === null ? await keep(file, await make()) : kept.parse(JSON.parse(known));
  return { ...identifiers, ...made, test: true };
}

/** Of two processes that are first at the same time, one keeps its certificates for both. */
async function keep(file: string, made: z.infer<typeof kept>): Promise<z.infer<typeof kept>> {
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await writeFile(file, JSON.stringify(made), { mode: 0o600, flag: "wx" });
    return made;
  } catch {
    return kept.parse(JSON.parse(await readFile(file, "utf8")));
  }
}

async function make(): Promise<z.infer<typeof kept>> {
  const [authority, own] = await Promise.all([keyPair(), keyPair()]);
  const issuer = [
    { name: "commonName", value: "KONCERT test authority" },
    { name: "organizationName", value: "KONCERT" },
  ];
  const subject = [
    { name: "commonName", value: `Pass Type ID: ${identifiers.passType}` },
    { name: "organizationalUnitName", value: identifiers.team },
    { name: "organizationName", value: "KONCERT test" },
  ];
  const wwdr = certify({ of: authority, subject: issuer, issuer, by: authority, authority: true });
  const certificate = certify({ of: own, subject, issuer, by: authority, authority: false });
  return { wwdr, certificate, key: own.privateKey };
}

type Pair = { publicKey: string; privateKey: string };
type Name = { name: string; value: string }[];

async function keyPair(): Promise<Pair> {
  return promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}

function certify(wanted: { of: Pair; subject: Name; issuer: Name; by: Pair; authority: boolean }) {
  const { pki, md } = forge;
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(wanted.of.publicKey);
  certificate.serialNumber = wanted.authority ? "01" : "02";
  certificate.validity.notBefore = new Date();
  certificate.validity.notAfter = new Date(Date.now() + years * 365 * 86_400_000);
  certificate.setSubject(wanted.subject);
  certificate.setIssuer(wanted.issuer);
  certificate.setExtensions([
    { name: "basicConstraints", cA: wanted.authority },
    wanted.authority
      ? { name: "keyUsage", keyCertSign: true, cRLSign: true }
      : { name: "keyUsage", digitalSignature: true },
  ]);
  certificate.sign(pki.privateKeyFromPem(wanted.by.privateKey), md.sha256.create());
  return pki.certificateToPem(certificate);
}
