import { type Behaviour, type BehaviourOptions, createBehaviour } from "../behaviour/behaviour.ts";
import type { VendorBehaviour } from "../behaviour/vendor-behaviour.ts";
import type { DocumentOperation } from "../document/list-operations.ts";
import { hasAnswerSchema, readSuccess } from "../document/read-success.ts";
import type { VendorDocument } from "../document/vendor-document.ts";
import type { JsonObject } from "../internal/json.ts";
import { createBehavingEngine } from "./behaving-engine.ts";
import type { HttpHandler } from "./handler.ts";
import { createHttpHandler } from "./http-handler.ts";
import { setSampleProfile } from "./overlay-operation.ts";
import { createPrismEngine } from "./prism-engine.ts";
import { createRecorder, type Recorder } from "./recorder.ts";
import type { MockRecords } from "./start-mock.ts";
import { createStrictEngine } from "./strict-engine.ts";
import { type Conditions, withConditions } from "./with-conditions.ts";

/** The mock of one vendor that does not listen by itself. */
export interface VendorMock extends MockRecords {
  readonly handler: HttpHandler;
  /** How many operations the document has. */
  readonly operationCount: number;
  /** The operations for people to look through. */
  readonly operations: readonly OperationSummary[];
  /** Where the API is served: `""` for the root, the endpoint of a GraphQL API. */
  readonly path: string;
  readonly behaviour: Behaviour;
  /** How many violations there were since the start, also of requests that are forgotten. */
  readonly violationCount: number;
}

/** One operation for people to look through. */
export interface OperationSummary {
  /** Method and template; of a GraphQL API kind and root field. */
  readonly name: string;
  readonly operationId: string | undefined;
  /** Whether the document says what the answer looks like; else the mock answers `{}`. */
  readonly isDescribed: boolean;
}

/** What a mock is made of. */
export interface VendorMockOptions extends BehaviourOptions, Conditions {
  /** See `MockOptions`. */
  readonly strict?: boolean;
  readonly recordLimit: number;
  /** What the vendor does beyond its document. */
  readonly rules: VendorBehaviour;
}

/** Where the GraphQL vendor of this repository serves its API. */
const GRAPHQL_PATH = "/api/v1/graphql";

/**
 * Creates the mock of a document, whatever its kind, for a server of one's own.
 *
 * @throws RangeError when a scenario does not exist.
 */
export async function createVendorMock(source: VendorDocument, options: VendorMockOptions): Promise<VendorMock> {
  const { recordLimit, rules } = options;
  if (source.kind === "graphql") {
    const { createGraphqlMock } = await import("../graphql/start-graphql-mock.ts");
    const behaviour = createBehaviour(rules, options, () => undefined);
    const mock = createGraphqlMock({ schema: source.schema, path: GRAPHQL_PATH, recordLimit, behaviour });
    const handler = withConditions(mock.handler, options, surround(behaviour, options, mock.record));
    return Object.assign(mock, { path: GRAPHQL_PATH, behaviour, handler });
  }
  // A copy: what is remembered of a document, such as its samples, is of this mock alone.
  const document = { ...source.document };
  setSampleProfile(document, { seed: options.seed ?? 1, ids: rules.ids ?? "uuid" });
  const engine = createPrismEngine(document);
  const behaviour = createBehaviour(rules, options, engine.sampleOf);
  const recorder = createRecorder(recordLimit);
  const behaving = createBehavingEngine(engine, behaviour);
  const handler = createHttpHandler(
    options.strict ? createStrictEngine(behaving, engine, document) : behaving,
    recorder,
  );
  return {
    handler: withConditions(handler, options, surround(behaviour, options, recorder.add)),
    operationCount: engine.operations.length,
    get operations() {
      return engine.operations.map((operation) => summarise(document, operation, rules));
    },
    path: "",
    behaviour,
    requests: recorder.requests,
    get violations() {
      return recorder.violations;
    },
    get violationCount() {
      return recorder.violationCount;
    },
    reset() {
      recorder.reset();
      behaviour.reset();
    },
  };
}

function surround({ clock }: Behaviour, { seed = 1 }: VendorMockOptions, record: Recorder["add"]) {
  return { clock, seed, record };
}

function summarise(
  document: JsonObject,
  operation: DocumentOperation,
  { toDataSchema }: VendorBehaviour,
): OperationSummary {
  const { template: name, operationId } = operation;
  const isDescribed = hasAnswerSchema(document, readSuccess(document, operation), toDataSchema);
  return { name, operationId, isDescribed };
}
