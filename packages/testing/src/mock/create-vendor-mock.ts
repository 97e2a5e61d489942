import type { VendorDocument } from "../document/load-document.ts";
import { createHttpHandler, type HttpHandler } from "./http-handler.ts";
import { createPrismEngine } from "./prism-engine.ts";
import { createRecorder } from "./recorder.ts";
import type { MockRecords } from "./start-mock.ts";

/** The mock of one vendor that does not listen by itself. */
export interface VendorMock extends MockRecords {
  readonly handler: HttpHandler;
  /** How many operations the document has. */
  readonly operationCount: number;
  /** Where the API is served: `""` for the root, the endpoint of a GraphQL API. */
  readonly path: string;
}

/** Where the GraphQL vendor of this repository serves its API. */
const GRAPHQL_PATH = "/api/v1/graphql";

/** Creates the mock of a document, whatever its kind, for a server of one's own. */
export async function createVendorMock(source: VendorDocument, recordLimit: number): Promise<VendorMock> {
  if (source.kind === "graphql") {
    const { createGraphqlMock } = await import("../graphql/start-graphql-mock.ts");
    const mock = createGraphqlMock({ schema: source.schema, path: GRAPHQL_PATH, recordLimit });
    return Object.assign(mock, { path: GRAPHQL_PATH });
  }
  const engine = createPrismEngine(source.document);
  const recorder = createRecorder(recordLimit);
  return {
    handler: createHttpHandler(engine, recorder),
    operationCount: engine.operations.length,
    path: "",
    requests: recorder.requests,
    get violations() {
      return recorder.violations;
    },
    reset: () => recorder.reset(),
  };
}
