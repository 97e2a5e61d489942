import type { RecordedRequest } from "../mock/recorder.ts";
import type { PanelMocks } from "./with-panel.ts";

/** How many requests the panel tells of. */
const SHOWN = 100;

/** How many violations it tells of one request: a long list that is wrong has one for every element. */
const SHOWN_VIOLATIONS = 20;

/** That the mocks run, and where. */
export function describeHealth(mocks: PanelMocks) {
  const vendors = [...mocks].map(([name, { mock, path }]) => ({ name, path, operations: mock.operationCount }));
  return { status: "ok", vendors };
}

/** The vendors with their operations and scenarios. */
export function describeVendors(mocks: PanelMocks) {
  return [...mocks].map(([name, { mock, path }]) => ({
    name,
    path,
    operations: mock.operations,
    scenarios: mock.behaviour.known.map(({ name: scenario, summary }) => ({
      name: scenario,
      summary,
      isOn: mock.behaviour.active.includes(scenario),
    })),
  }));
}

/** The last requests, newest first; what a caller may have sent as a secret is left out: headers, bodies, values of a query. */
export function describeRequests(mocks: PanelMocks) {
  const all = [...mocks].flatMap(([vendor, { mock }]) =>
    mock.requests.map((request) => describeRequest(vendor, request)),
  );
  const newest = all.sort((a, b) => b.number - a.number).slice(0, SHOWN);
  return { requests: newest, violations: all.reduce((sum, { violationCount }) => sum + violationCount, 0) };
}

function describeRequest(vendor: string, request: RecordedRequest) {
  const { method, path, query, operationId, operation, status, violations, number } = request;
  const shown = violations
    .slice(0, SHOWN_VIOLATIONS)
    .map((violation) => ({ ...violation, message: hideValues(violation.message) }));
  return {
    ...{ vendor, number, method, path, queryNames: Object.keys(query) },
    ...{ operationId, operation, status, violations: shown, violationCount: violations.length },
  };
}

/** GraphQL's messages without the values that they repeat of a document and its variables. */
function hideValues(message: string): string {
  return message
    .replace(/(\bgot invalid value) .*/s, "$1 …")
    .replace(/(, found|\bvalue:) .*/s, "$1 …")
    .replace(/^(Syntax Error: .*?)"(?:[^"\\]|\\.)*"/s, "$1…")
    .replace(/^Value ".*" does not exist/s, "Value … does not exist");
}
