import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type AllMocks, startAllMocks } from "../mock/start-all-mocks.ts";

/** Where Debian's package puts it, and where others do; another place can be named by CHROMIUM. */
const PLACES = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const found = PLACES.find((place) => place !== undefined && existsSync(place));

/** How different the points of a PNG are, so that an empty picture is told from one of a page. */
async function countColours(page: Page, png: Buffer): Promise<number> {
  const source = `data:image/png;base64,${png.toString("base64")}`;
  return page.evaluate(async (url) => {
    const bitmap = await createImageBitmap(await (await fetch(url)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    context?.drawImage(bitmap, 0, 0);
    const data = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
    const colours = new Set<number>();
    for (let at = 0; at < data.length; at += 4) {
      colours.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
    }
    return colours.size;
  }, source);
}

describe.skipIf(found === undefined)("the page of the mocks, in Chromium", { timeout: 60_000 }, () => {
  let browser: Browser;
  let mocks: AllMocks;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    mocks = await startAllMocks({ vendors: ["palette", "imply", "edge-host"], panel: true });
    browser = await chromium.launch({ executablePath: found ?? "", args: ["--no-sandbox"] });
    page = await browser.newPage({ viewport: { width: 1200, height: 1000 } });
    page.on("console", (message) => problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(String(error)));
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await mocks?.close();
  });

  beforeEach(async () => {
    for (const mock of mocks.mocks.values()) mock.reset();
    await fetch(`${mocks.url}/palette/v1/projects/one`, { headers: { ApiKey: "k" } });
    await fetch(`${mocks.url}/imply/clusters?key=hidden-value`);
    await page.goto(`${mocks.url}/`);
    await page.locator("#requests tr").first().waitFor();
  });

  test("opened, lists the vendors with their base URLs and counts", async () => {
    const rows = await page.locator("#vendors tr").allTextContents();
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain(`${mocks.url}/palette`);
    expect(rows[0]).toContain("1,181");
  });

  test("opened, shows the last requests with their violations, newest first and without values of the query", async () => {
    const rows = await page.locator("#requests tr").allTextContents();
    expect(rows[0]).toMatch(/^implyGET \/clusters\?key=….*401/);
    expect(rows[1]).toMatch(/^paletteGET \/v1\/projects\/onev1ProjectsUidGet200none$/);
    expect(await page.content()).not.toContain("hidden-value");
  });

  test("searched, shows the operations that hold every word", async () => {
    await page.getByLabel("Search paths and operation ids").fill("clusterprofiles uid export");
    const rows = await page.locator("#operations tr").allTextContents();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => /clusterprofiles.*uid/i.test(row) && /export/i.test(row))).toBe(true);
    expect(await page.locator("#operations-summary").textContent()).toBe(`${rows.length} found`);
  });

  test("told to switch a scenario on, switches it on in the mock", async () => {
    await page.getByText(/^palette: \d+ scenarios/).click();
    await page.getByLabel(/^key-echo/).check();
    await page.getByText(/^palette: \d+ scenarios, 1 on/).waitFor();
    expect(mocks.mocks.get("palette")?.scenarios).toEqual(["key-echo"]);
  });

  test("told to forget, empties the list of requests", async () => {
    await page.getByRole("button", { name: "Forget requests and state" }).click();
    await page.getByText("0 shown, 0 violations").waitFor();
    expect(mocks.mocks.get("imply")?.requests).toEqual([]);
  });

  test("narrow and dark, stays within the width and readable", async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.emulateMedia({ colorScheme: "dark" });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    const background = await page.evaluate(() => getComputedStyle(document.body).color);
    await page.setViewportSize({ width: 1200, height: 1000 });
    await page.emulateMedia({ colorScheme: "light" });
    expect(width).toBeLessThanOrEqual(360);
    expect(background).toBe("rgb(255, 255, 255)");
  });

  test("drawn, is a picture of a page and not an empty one", async () => {
    const picture = await page.screenshot();
    const blank = await browser.newPage();
    expect(await countColours(blank, picture)).toBeGreaterThan(20);
    expect(await countColours(blank, await blank.screenshot())).toBeLessThan(3);
    await blank.close();
  });

  test("used, writes no error to the console", () => {
    expect(problems).toEqual([]);
  });
});
