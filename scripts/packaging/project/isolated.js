// Runs where nothing but the project can be read: documents, page and behaviour have to come from the package.
import { readFileSync } from "node:fs";
import { listVendors, startAllMocks } from "@vendor-clients/testing";

const [outside = ""] = process.argv.slice(2);

function readOutside() {
  try {
    return readFileSync(outside, "utf8").length;
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
}

const all = await startAllMocks({ panel: true });
const answer = await fetch(`${all.url}/palette/v1/packs`, { headers: { ApiKey: "any" } });
const page = await fetch(`${all.url}/__mock/page.js`);
console.log(
  JSON.stringify({
    outside: readOutside(),
    vendors: listVendors(),
    operationId: all.mocks.get("palette")?.requests[0]?.operationId,
    status: answer.status,
    page: page.status,
    operations: [...all.mocks.values()].map(({ operationCount }) => operationCount),
  }),
);
await all.close();
