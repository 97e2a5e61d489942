import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DocumentOperation, listOperations } from "../document/list-operations.ts";
import { loadDocument } from "../document/load-document.ts";
import { readParameters } from "../document/read-parameters.ts";
import { hasAnswerSchema, readSuccess } from "../document/read-success.ts";
import { createSchemaValidator } from "../document/schema-validator.ts";
import type { JsonObject } from "../internal/json.ts";
import { type Mock, startMock } from "../mock/start-mock.ts";
import { type CheckContext, checkCall, checkRefused, checkUnauthorized, readSchemes } from "./check-operation.ts";
import { type ContractReport, writeContractReport } from "./contract-report.ts";
import type { ContractOptions, Gap } from "./options.ts";
import { sampleInvalid } from "./sample-invalid.ts";
import { readSelection, type Shard, selectShard } from "./selection.ts";

/** The first call of a large operation compiles its schemas. */
const TEST_TIMEOUT_MS = 20_000;

/** The largest share of a vendor's operations that may be gaps. */
const MAX_GAP_SHARE = 0.01;

interface Plan {
  readonly context: CheckContext;
  readonly report: ContractReport;
  /** The operations of this part. */
  readonly operations: readonly DocumentOperation[];
  readonly all: readonly DocumentOperation[];
  readonly gapOf: (target: DocumentOperation) => Gap | undefined;
}

/**
 * Registers the contract tests of a vendor: every operation of its document, called through the package's public
 * client against a mock of the same document.
 *
 * Call it at the top of a test file; one mock serves the file. When all tests have run, the counts are written to
 * `packages/<vendor>/.test-results/contract.json`.
 */
export function describeContract(options: ContractOptions): void {
  const { vendors, shard } = readSelection(process.env);
  if (vendors.length > 0 && !vendors.includes(options.vendor)) {
    describe(`contract of ${options.vendor}`, () => test.skip("not asked for"));
    return;
  }
  const plan = createPlan(options, shard);
  describe(`contract of ${options.vendor}`, () => {
    describeCalls(plan);
    describeCredentials(plan);
    describeRefusals(plan);
    describeGaps(plan);
  });
  // The counts of a part would be taken for those of the whole.
  if (shard === undefined) afterAll(() => writeContractReport(plan.report, options.reportTo ?? options.vendor));
}

function readDocument({ vendor, document }: ContractOptions): JsonObject {
  if (document !== undefined) return document;
  const loaded = loadDocument(vendor);
  if (loaded.kind === "openapi") return loaded.document;
  throw new TypeError(`Cannot describe the contract of ${vendor}: its document is a GraphQL schema`);
}

function createPlan(options: ContractOptions, shard: Shard | undefined): Plan {
  const document = readDocument(options);
  const operations = listOperations(document);
  const running = holdMock(document);
  const clients = new Map<string, Promise<object>>();
  const keep = (key: string, create: () => object | Promise<object>): Promise<object> => {
    const client = clients.get(key) ?? Promise.resolve(create());
    clients.set(key, client);
    return client;
  };
  const context: CheckContext = {
    options,
    document,
    get mock() {
      return running();
    },
    validator: createSchemaValidator(document),
    clientFor: (target) => {
      const schemes = readSchemes(document, target);
      return keep(`as ${schemes.join(" ")}`, () => options.createClient(running().url, schemes));
    },
    anonymousClient: () => keep("anonymous", () => options.createAnonymousClient(running().url)),
  };
  const describesAnswer = (target: DocumentOperation): boolean =>
    hasAnswerSchema(document, readSuccess(document, target), options.toDataSchema);
  const report: ContractReport = {
    vendor: options.vendor,
    operations: operations.length,
    called: 0,
    refused: 0,
    unauthorized: 0,
    gaps: options.gaps.length,
    withoutSchema: operations.filter((target) => !describesAnswer(target)).length,
  };
  return {
    context,
    report,
    operations: selectShard(operations, shard),
    all: operations,
    gapOf: (target) => options.gaps.find(({ id }) => id === target.operationId),
  };
}

/** Starts a mock before the tests of this file and stops it after them. */
function holdMock(document: JsonObject): () => Mock {
  let mock: Mock | undefined;
  beforeAll(async () => {
    mock = await startMock({ document }, { recordLimit: 10 });
  });
  afterAll(() => mock?.close());
  return () => {
    if (mock === undefined) throw new Error("Cannot use the mock: it runs only while tests run");
    return mock;
  };
}

function hasOptionalQuery(document: JsonObject, target: DocumentOperation): boolean {
  return readParameters(document, target).some(({ in: place, isRequired }) => place === "query" && !isRequired);
}

function describeCalls({ context, report, operations, gapOf }: Plan): void {
  const { options, document } = context;
  const targets = operations.filter((operation) => gapOf(operation) === undefined);
  // A part may have none; vitest takes an empty group for a failure.
  if (targets.length === 0) return;
  describe("calls", () => {
    for (const target of targets) {
      const isDescribed = hasAnswerSchema(document, readSuccess(document, target), options.toDataSchema);
      const answer = isDescribed ? "is answered as documented" : "is answered with a status, the document says no more";
      const call = `${target.template}, called with every required parameter, arrives as documented and ${answer}`;
      test(call, { timeout: TEST_TIMEOUT_MS }, async () => {
        await checkCall(context, target);
        report.called += 1;
      });
      if (options.withOptionalQuery !== true || !hasOptionalQuery(document, target)) continue;
      test(`${target.template}, called with every query parameter, arrives as documented`, async () => {
        await checkCall(context, target, { withOptionalQuery: true });
      });
    }
  });
}

function describeCredentials({ context, report, operations, gapOf }: Plan): void {
  const secured = operations.filter((target) => readSchemes(context.document, target).length > 0);
  const targets = secured.filter((target) => gapOf(target) === undefined);
  if (targets.length === 0) return;
  describe("credentials", () => {
    for (const target of targets) {
      test(`${target.template}, called without credentials, is refused with 401`, async () => {
        await checkUnauthorized(context, target);
        report.unauthorized += 1;
      });
    }
  });
}

function describeRefusals({ context, report, operations, gapOf }: Plan): void {
  const { document, validator } = context;
  const cases = operations
    .filter((target) => gapOf(target) === undefined)
    .flatMap((target) => {
      const invalid = sampleInvalid(document, target, validator);
      return invalid === undefined ? [] : [{ target, invalid }];
    });
  if (cases.length === 0) return;
  describe("refusals", () => {
    for (const { target, invalid } of cases) {
      const title = `${target.template}, given a body without a required field, is refused and the violation names it`;
      test(title, async () => {
        await checkRefused(context, target, invalid);
        report.refused += 1;
      });
    }
  });
}

function describeGaps({ context, report, operations, all, gapOf }: Plan): void {
  const { gaps } = context.options;
  describe("gaps", () => {
    test("at most one operation in a hundred is a gap", () => {
      expect(report.gaps).toBeLessThanOrEqual(report.operations * MAX_GAP_SHARE);
    });
    test("every gap names an operation of the document", () => {
      const ids = new Set(all.map(({ operationId }) => operationId));
      expect(gaps.map(({ id }) => id).filter((id) => !ids.has(id))).toEqual([]);
    });
    for (const target of operations) {
      const gap = gapOf(target);
      if (gap === undefined) continue;
      test(`${target.template}, a known gap, is still one: ${gap.reason}`, { timeout: TEST_TIMEOUT_MS }, async () => {
        await expect(checkCall(context, target)).rejects.toThrow();
      });
    }
  });
}
