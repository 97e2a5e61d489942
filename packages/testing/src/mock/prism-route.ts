import type { PrismHttpComponents } from "@stoplight/prism-http";
import type { Prism } from "./load-prism.ts";
import type { OperationIndex } from "./operation-index.ts";

type Route = PrismHttpComponents["route"];

/** Prism's `route`, answered from our index with Prism's own errors: 404 for the path, then 405 for the method. */
export function createRoute(prism: Prism, index: OperationIndex): Route {
  const { ProblemJsonError, NO_PATH_MATCHED_ERROR, NO_METHOD_MATCHED_ERROR } = prism.http;
  const fail = (error: Error): ReturnType<Route> => ({ _tag: "Left", left: error });
  return ({ input }) => {
    const match = index.find(input);
    const { path, baseUrl } = input.url;
    if (match.kind === "path-missing") {
      const detail = `The route ${path} hasn't been found in the specification file`;
      return fail(ProblemJsonError.fromTemplate(NO_PATH_MATCHED_ERROR, detail));
    }
    if (match.kind === "method-missing") {
      const detail = `The route ${path} has been matched, but it does not have "${input.method}" method defined`;
      return fail(ProblemJsonError.fromTemplate(NO_METHOD_MATCHED_ERROR, detail));
    }
    // A request that names its server (`__server`) is rare: Prism decides among the few candidates.
    if (baseUrl !== undefined) return prism.route({ resources: match.candidates.map(index.convert), input });
    return { _tag: "Right", right: index.convert(match.operation) };
  };
}
