import { expect, test } from "vitest";
import { readFailures } from "./read-failures.ts";

test("readFailures() gives titles of failed tests and of files that did not start, and no message", () => {
  const one = (status: string, title: string) => ({
    status,
    title,
    ancestorTitles: ["kites"],
    failureMessages: ["secret"],
  });
  const report = {
    testResults: [
      {
        name: "/a/contract.test.ts",
        status: "failed",
        assertionResults: [one("passed", "GET /a"), one("failed", "GET /b")],
      },
      { name: "/a/other.test.ts", status: "failed", assertionResults: [], message: "secret" },
      { name: "/a/fine.test.ts", status: "passed", assertionResults: [one("skipped", "GET /c")] },
    ],
  };
  expect(readFailures(JSON.stringify(report))).toEqual(["kites / GET /b", "other.test.ts / did not start"]);
});
