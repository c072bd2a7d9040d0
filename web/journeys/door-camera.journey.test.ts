import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import QRCode from "qrcode";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit } from "./browser.ts";
import { type Application, openApplication } from "./open-application.ts";
import { openSale, type OpenSale } from "./open-sale.ts";
import { signIn } from "./steps.ts";

let application: Application;
let browser: Browser;
let sale: OpenSale;
const folder = mkdtempSync(path.join(tmpdir(), "koncert-camera-"));

beforeAll(async () => {
  const database = createTestDatabase("embedded");
  application = await openApplication(database);
  sale = await openSale((await database).url);
  const film = path.join(folder, "code.y4m");
  writeFileSync(film, filmOf("https://exemple.fr/affiche"));
  browser = await launchBrowser([
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${film}`,
  ]);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await application?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A film of a still code, as a camera would see it: luminance, then two empty planes of colour. */
function filmOf(text: string): Buffer {
  const [width, height, scale] = [640, 480, 8];
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const light = Buffer.alloc(width * height, 235);
  const left = Math.floor((width - modules.size * scale) / 2);
  const top = Math.floor((height - modules.size * scale) / 2);
  for (let y = 0; y < modules.size * scale; y += 1) {
    for (let x = 0; x < modules.size * scale; x += 1) {
      if (modules.get(Math.floor(y / scale), Math.floor(x / scale)))
        light[(top + y) * width + left + x] = 16;
    }
  }
  const frame = Buffer.concat([
    Buffer.from("FRAME\n"),
    light,
    Buffer.alloc((width * height) / 2, 128),
  ]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([head, ...Array.from({ length: 10 }, () => frame)]);
}

test("the camera reads a code from our own address, where the browser has no reader too, and refuses what is not ours", async () => {
  const { page, complaints } = await visit(browser, application.site, { width: 390, height: 844 });
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(application.site) && /^https?:/.test(request.url()))
      foreign.push(request.url());
  });
  await signIn(page);
  await page.goto(`/door/${sale.lyon.id}`);
  await page.getByRole("heading", { level: 1, name: "Zaz" }).waitFor();
  await page.getByRole("button", { name: "Activer la caméra" }).click();
  await page
    .getByRole("alertdialog", { name: "Refusé", exact: true })
    .getByText("Ce code n’a pas été émis par nous.")
    .waitFor();
  console.log("native reader:", await page.evaluate(() => "BarcodeDetector" in globalThis));
  expect(foreign).toEqual([]);
  expect(complaints).toEqual([]);
});
