import { describe, expect, test } from "vitest";
import { type DocumentOperation, listOperations } from "../document/list-operations.ts";
import { listVendors, loadDocument } from "../document/load-document.ts";
import { createSchemaValidator } from "../document/schema-validator.ts";
import { startBarePrism } from "./fixtures/bare-prism.ts";
import { toWireRequests, type WireRequest } from "./fixtures/mutations.ts";
import { startMock } from "./start-mock.ts";

/** All operations instead of a sample; takes minutes. */
const IS_FULL = process.env["VENDOR_CLIENTS_FULL_SWEEP"] === "1";

/** How many operations of a vendor are compared; large documents cost Prism seconds to compile. */
const SAMPLE_SIZES: Readonly<Record<string, number>> = { palette: 60, "altinity-acm": 15, instaclustr: 50 };
const DEFAULT_SAMPLE_SIZE = 40;

const SEED = 20_260_423;

/** The same operations in every run: a shuffle with a small generator of its own. */
function pick(operations: readonly DocumentOperation[], count: number): DocumentOperation[] {
  let state = SEED;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  const keyed = operations.map((operation) => ({ operation, key: random() }));
  return keyed
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ operation }) => operation);
}

async function send(url: string, { method, path, headers, body }: WireRequest): Promise<object> {
  const signal = AbortSignal.timeout(10_000);
  const response = await fetch(url + path, {
    method,
    headers,
    redirect: "manual",
    signal,
    ...(body === undefined ? {} : { body }),
  });
  return {
    status: response.status,
    contentType: response.headers.get("content-type"),
    violations: response.headers.get("sl-violations"),
    body: await response.text(),
  };
}

describe("the mock answers as stock Prism does", () => {
  for (const vendor of listVendors()) {
    const loaded = loadDocument(vendor);
    if (loaded.kind !== "openapi") continue;
    test(
      `${vendor}, valid and wrong requests, same status, body, content type and violations`,
      async () => {
        const { document } = loaded;
        const all = listOperations(document);
        const targets = IS_FULL ? all : pick(all, SAMPLE_SIZES[vendor] ?? DEFAULT_SAMPLE_SIZE);
        const validator = createSchemaValidator(document);
        const [ours, bare] = [await startMock({ document }, { state: false }), await startBarePrism(document)];
        const differences: object[] = [];
        let count = 0;
        try {
          for (const request of targets.flatMap((target) => toWireRequests(document, target, validator))) {
            const [got, want] = [await send(ours.url, request), await send(bare.url, request)];
            count += 1;
            if (JSON.stringify(got) !== JSON.stringify(want)) differences.push({ request, got, want });
          }
        } finally {
          await Promise.all([ours.close(), bare.close()]);
        }
        expect(differences).toEqual([]);
        expect(count).toBeGreaterThan(targets.length * 10);
      },
      IS_FULL ? 1_800_000 : 180_000,
    );
  }
});
