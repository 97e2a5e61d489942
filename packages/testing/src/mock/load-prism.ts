/*
 * Prism is CommonJS and takes about 0.6 s to load, so it is loaded on demand and once per process. `components.*`,
 * the serializer and the preference reader are not public API of 5.16.0: the version is pinned exactly and
 * route-equality.test.ts and sweep-equality.test.ts compare the result with the stock server.
 */
// The real `require`, not that of a test runner with a module loader of its own: Jest's cannot load what Prism depends
// on, and would load it anew for every test file.
const require = process.getBuiltinModule("node:module").createRequire(import.meta.url);

/** The parts of Prism that the mock is made of. */
export interface Prism {
  readonly http: typeof import("@stoplight/prism-http");
  readonly route: typeof import("@stoplight/prism-http/dist/router/index.js").default;
  readonly mock: typeof import("@stoplight/prism-http/dist/mocker/index.js").default;
  readonly validateOutput: typeof import("@stoplight/prism-http/dist/validator/index.js").validateOutput;
  readonly readPreferences: typeof import("@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js").getHttpConfigFromRequest;
  readonly serialize: typeof import("@stoplight/prism-http-server/dist/serialize.js").serialize;
  readonly transformOperations: typeof import("@stoplight/http-spec/oas3/operation").transformOas3Operations;
  readonly bundleTarget: typeof import("@stoplight/json").bundleTarget;
  readonly decycle: typeof import("@stoplight/json").decycle;
}

let loaded: Prism | undefined;

/** Loads Prism at the first call; later calls cost nothing. */
export function loadPrism(): Prism {
  loaded ??= {
    http: require("@stoplight/prism-http"),
    route: require("@stoplight/prism-http/dist/router").default,
    mock: require("@stoplight/prism-http/dist/mocker").default,
    validateOutput: require("@stoplight/prism-http/dist/validator").validateOutput,
    readPreferences: require("@stoplight/prism-http-server/dist/getHttpConfigFromRequest").getHttpConfigFromRequest,
    serialize: require("@stoplight/prism-http-server/dist/serialize").serialize,
    transformOperations: require("@stoplight/http-spec/oas3/operation").transformOas3Operations,
    bundleTarget: require("@stoplight/json").bundleTarget,
    decycle: require("@stoplight/json").decycle,
  };
  return loaded;
}
