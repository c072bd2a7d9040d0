import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTcpServer, type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { readEnv } from "../env.ts";
import { brevoMail } from "./brevo.ts";
import { listLocalMail, localMail, readLocalFile } from "./local.ts";
import { openMail } from "./open-mail.ts";
import { smtpMail } from "./smtp.ts";

const letter = {
  to: "lea@exemple.fr",
  subject: "Vos billets pour l’Olympia",
  text: "Bonjour,\nvoici vos billets.",
  idempotencyKey: "order-1",
};

const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

function dataDirectory() {
  const directory = mkdtempSync(path.join(os.tmpdir(), "koncert-mail-"));
  closings.push(() => rmSync(directory, { recursive: true }));
  return directory;
}

describe("the local mailbox", () => {
  it("is empty before the first letter", async () => {
    expect(await listLocalMail(dataDirectory())).toEqual([]);
  });

  it("lists letters newest first and keeps a repeated one once", async () => {
    const directory = dataDirectory();
    const mail = localMail(directory);
    await mail.send(letter);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await mail.send({ ...letter, subject: "Second", idempotencyKey: "order-2" });
    await Promise.all([mail.send(letter), mail.send(letter)]);
    const listed = await listLocalMail(directory);
    expect(listed.map(({ subject }) => subject)).toEqual(["Second", "Vos billets pour l’Olympia"]);
    expect(listed[1]).toMatchObject({ to: "lea@exemple.fr", text: letter.text });
  });
});

const attachments = [
  { name: "billets-été.pdf", type: "application/pdf", content: Buffer.from("%PDF-1.7 …") },
];

it("the local mailbox keeps the files of a letter, and gives each back", async () => {
  const directory = dataDirectory();
  await localMail(directory).send({ ...letter, attachments });
  const [kept] = await listLocalMail(directory);
  expect(kept?.files).toEqual([{ name: "billets-été.pdf", type: "application/pdf", size: 12 }]);
  expect(await readLocalFile(directory, kept?.id ?? "", 0)).toMatchObject({
    name: "billets-été.pdf",
    content: attachments[0]?.content,
  });
  expect(await readLocalFile(directory, kept?.id ?? "", 1)).toBeUndefined();
  expect(await readLocalFile(directory, "../../etc/passwd", 0)).toBeUndefined();
});

type Seen = { url: string; headers: Record<string, unknown>; body: unknown };

async function fakeBrevo(status: number, answer: unknown) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    seen.push({
      url: `${request.method} ${request.url}`,
      headers: request.headers,
      body: JSON.parse(Buffer.concat(chunks).toString()),
    });
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closings.push(() => new Promise((resolve) => server.close(resolve)));
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe("Brevo", () => {
  it("receives sender, reader, words and the key that makes the letter single", async () => {
    const brevo = await fakeBrevo(201, { messageId: "<1@brevo>" });
    const mail = brevoMail({ apiKey: "k", from: "KONCERT <bonjour@koncert.test>", url: brevo.url });
    await mail.send({ ...letter, html: "<p>Bonjour</p>" });
    expect(brevo.seen[0]?.url).toBe("POST /v3/smtp/email");
    expect(brevo.seen[0]?.headers["api-key"]).toBe("k");
    expect(brevo.seen[0]?.body).toEqual({
      sender: { name: "KONCERT", email: "bonjour@koncert.test" },
      to: [{ email: "lea@exemple.fr" }],
      subject: letter.subject,
      textContent: letter.text,
      htmlContent: "<p>Bonjour</p>",
      headers: { idempotencyKey: "order-1" },
    });
  });

  it("receives the files of a letter whole", async () => {
    const brevo = await fakeBrevo(201, { messageId: "<1@brevo>" });
    const mail = brevoMail({ apiKey: "k", from: "a@b.test", url: brevo.url });
    await mail.send({ ...letter, attachments });
    const content = attachments[0]?.content.toString("base64");
    expect(brevo.seen[0]?.body).toMatchObject({
      attachment: [{ name: "billets-été.pdf", content }],
    });
  });

  it("that refuses is reported with its answer and never with the key", async () => {
    const brevo = await fakeBrevo(401, { message: "Key not found" });
    const mail = brevoMail({ apiKey: "secret-key", from: "bonjour@koncert.test", url: brevo.url });
    const failure = await mail.send(letter).catch((error: Error) => error);
    expect(failure).toMatchObject({ provider: "Brevo", status: 401, retryable: false });
    expect(String(failure)).toContain("Key not found");
    expect(String(failure)).not.toContain("secret-key");
  });

  it("that cannot be reached may be tried again", async () => {
    const mail = brevoMail({ apiKey: "k", from: "a@b.test", url: "http://127.0.0.1:1" });
    await expect(mail.send(letter)).rejects.toMatchObject({ status: 0, retryable: true });
  });
});

/** Speaks enough SMTP to take one letter, or to refuse every reader. */
async function fakeSmtp(options: { refuse?: boolean } = {}) {
  const received: string[] = [];
  const sockets = new Set<{ destroy(): void }>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    let body: string | undefined;
    socket.on("error", () => {});
    socket.write("220 ready\r\n");
    socket.on("data", (chunk) => {
      const text = chunk.toString();
      if (body !== undefined) {
        body += text;
        if (!body.endsWith("\r\n.\r\n")) return;
        received.push(body);
        body = undefined;
        socket.write("250 kept\r\n");
      } else if (/^DATA/i.test(text)) {
        body = "";
        socket.write("354 go on\r\n");
      } else if (/^RCPT/i.test(text) && options.refuse) {
        socket.write("550 no such mailbox\r\n");
      } else socket.write("250 fine\r\n");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closings.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { received, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe("SMTP", () => {
  it("receives the letter with an identifier made from its key", async () => {
    const smtp = await fakeSmtp();
    const mail = smtpMail({ url: smtp.url, from: "KONCERT <bonjour@koncert.test>" });
    await mail.send(letter);
    await mail.send(letter);
    const ids = smtp.received.map((body) => body.match(/^Message-ID: (.*)$/im)?.[1]);
    expect(ids[0]).toMatch(/^<[0-9a-f]{40}@koncert\.test>\r?$/);
    expect(ids[1]).toBe(ids[0]);
    expect(smtp.received[0]).toContain("To: lea@exemple.fr");
  });

  it("receives the files of a letter whole", async () => {
    const smtp = await fakeSmtp();
    await smtpMail({ url: smtp.url, from: "a@b.test" }).send({ ...letter, attachments });
    expect(smtp.received[0]).toContain("Content-Type: application/pdf");
    expect(smtp.received[0]).toContain(attachments[0]?.content.toString("base64"));
  });

  it("that refuses the reader is reported as final", async () => {
    const smtp = await fakeSmtp({ refuse: true });
    const mail = smtpMail({ url: smtp.url, from: "bonjour@koncert.test" });
    await expect(mail.send(letter)).rejects.toMatchObject({ provider: "SMTP", status: 550 });
  });
});

it("the environment chooses who carries the mail", () => {
  expect(openMail(readEnv({})).name).toBe("local");
  expect(openMail(readEnv({ SMTP_URL: "smtp://mail.example" })).name).toBe("smtp");
  expect(openMail(readEnv({ BREVO_API_KEY: "k" })).name).toBe("brevo");
});
