import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isObject, type JsonObject } from "../../json.ts";
import { findVendor } from "../../vendors.ts";
import { answer, startInternet } from "../fetch/testing.ts";
import { copyProject, type ProjectCopy } from "../project-copy.ts";
import { compareHandWritten } from "./compare-hand-written.ts";

const VENDOR = "ccx";
const TIME = 60_000;
let copy: ProjectCopy;
let ours: JsonObject;

beforeAll(() => {
  copy = copyProject(VENDOR);
  ours = JSON.parse(readFileSync(join(copy.root, "specs", VENDOR, "openapi.json"), "utf8"));
}, TIME);
afterAll(() => copy.remove());

/** Asks an installation that serves the document at its second page. */
async function compare(document: unknown) {
  const internet = await startInternet(["ccx.kites.test"], {
    "GET ccx.kites.test/api/docs/current/index.html": answer('url: "doc.json"', { "content-type": "text/html" }),
    "GET ccx.kites.test/api/docs/current/doc.json": answer(document as object),
  });
  const steps: string[] = [];
  try {
    const result = await compareHandWritten(findVendor(VENDOR), {
      ...{ root: copy.root, isDryRun: false, skipProof: false, isStrict: false, consumers: [] },
      ...{ allowShrink: false, allowHost: false, allowSecurityLoss: false },
      environment: { CCX_BASE_URL: "https://ccx.kites.test" },
      fetchOptions: { network: internet.network },
      onStep: (step) => steps.push(step),
    });
    return { result, steps, lines: internet.seen.map(({ line }) => line) };
  } finally {
    await internet.close();
  }
}

test(
  "compareHandWritten(), for an installation's document under its own address, tells what differs and changes nothing",
  async () => {
    const before = copy.digest();
    const all = Object.entries(isObject(ours["paths"]) ? ours["paths"] : {});
    const [gone = "", ...kept] = all.map(([path]) => path).filter((path) => path.startsWith("/api/"));
    const paths = Object.fromEntries(all.map(([path, item]) => [path.replace(/^\/api/u, ""), item]));
    delete paths[gone.replace(/^\/api/u, "")];
    paths["/kites"] = { get: { summary: "secret prose", responses: { "200": { description: "secret prose" } } } };
    const { result, steps, lines } = await compare({ ...ours, servers: [{ url: "/api" }], paths });
    expect(lines.at(-1)).toBe("GET ccx.kites.test/api/docs/current/doc.json");
    expect(steps).toEqual(["fetch", "copy", "gate", "import", "compare", "end"]);
    expect(result?.report).toContain("## Only in the vendor's document: 1\n\n- GET /api/kites");
    expect(result?.report).toMatch(
      new RegExp(`## Only in the document that is written here: \\d+\\n\\n- [A-Z]+ ${gone}`),
    );
    expect(result?.comparison.compared.before.operations).toBe(67);
    expect(kept.length).toBeGreaterThan(40);
    expect(result?.report).not.toMatch(/prose|server-host/);
    expect(readFileSync(join(copy.root, result?.file ?? ""), "utf8")).toBe(`${result?.report}\n`);
    expect(copy.digest()).toBe(before);
  },
  TIME,
);

test(
  "compareHandWritten(), for the same interface in other bytes, says so",
  async () => {
    const { result } = await compare(ours);
    expect(result?.report).toContain("Both say the same.");
  },
  TIME,
);

test(
  "compareHandWritten(), for a document that reads a file, is refused by the gate and changes nothing",
  async () => {
    const before = copy.digest();
    const document = { ...ours, "x-a": { $ref: "/proc/self/environ" } };
    await expect(compare(document)).rejects.toThrow(/local-reference/);
    expect(copy.digest()).toBe(before);
  },
  TIME,
);
