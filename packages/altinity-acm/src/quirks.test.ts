import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { describeAcmFailure, interpretAcmAnswer, PUBLIC_OPERATIONS } from "./quirks.ts";

const read = (body: unknown, status = 200) => interpretAcmAnswer(body, new Response(null, { status }));

describe("interpretAcmAnswer()", () => {
  test.each<[string, unknown, unknown]>([
    ["an object in the envelope", { data: { id: 1 } }, { id: 1 }],
    ["a list in the envelope", { data: [1], error: null, code: 200 }, [1]],
    ["true in the envelope", { data: true }, true],
    ["null in the envelope", { data: null, error: "" }, null],
    ["an empty list for an error", { data: [1], error: [] }, [1]],
    ["a code below 400", { data: [1], error: "", code: 399 }, [1]],
    ["a code above 599", { data: [1], error: "", code: 600 }, [1]],
    ["the code 0 and no data", { data: null, error: "", code: 0 }, null],
    ["an object without an envelope", { id: 1, error: null }, { id: 1, error: null }],
    ["an object with a code of its own", { id: 1, code: 500 }, { id: 1, code: 500 }],
    ["a list without an envelope", [{ id: 1 }], [{ id: 1 }]],
    ["text", "ok", "ok"],
    ["false alone", false, false],
    ["null alone", null, null],
    ["no body", undefined, undefined],
  ])("given %s, takes the data", (_, body, data) => {
    expect(read(body)).toEqual({ data });
  });

  test.each<[string, unknown, number | undefined]>([
    ["a code that is a status", { error: "no", code: 403 }, 403],
    ["a code that is a status in text", { error: "no", code: "404" }, 404],
    ["the code 0", { error: "no", code: 0 }, undefined],
    ["the code 62 of ClickHouse", { data: null, error: "no", code: 62 }, undefined],
    ["a code of words", { error: "no", code: "LOCKED" }, undefined],
    ["the code 399", { error: "no", code: 399 }, undefined],
    ["the code 400", { error: "no", code: 400 }, 400],
    ["the code 599", { error: "no", code: 599 }, 599],
    ["the code 600", { error: "no", code: 600 }, undefined],
    ["a code that is a status and an empty error", { data: null, error: "", code: 500 }, 500],
    ["a code that is a status beside data", { data: [], error: null, code: "503" }, 503],
    ["a code that is a status and no error", { data: null, code: 404 }, 404],
    ["a code that is a status alone", { code: 403 }, 403],
    ["no code", { data: [1], error: "no" }, undefined],
    ["an object for an error", { error: { text: "no" } }, undefined],
    ["false for data", { data: false }, undefined],
  ])("given %s, hands out the envelope as the error with its status", (_, body, status) => {
    const found = read(body);
    expect(found).toMatchObject({ error: body });
    expect(Reflect.get(found, "status")).toBe(status);
  });

  test("given a failure of HTTP, hands out the body whatever it says and leaves the status alone", () => {
    expect(read({ data: [1] }, 500)).toEqual({ error: { data: [1] } });
    expect(read({ error: "no", code: 404 }, 400)).toEqual({ error: { error: "no", code: 404 } });
    expect(read(undefined, 502)).toEqual({ error: undefined });
  });

  test.each([
    200, 409,
  ])("given a lock of the environment with HTTP %i, says that nothing was done and when to ask again", (status) => {
    const body = { data: null, error: "Another operation is in progress, try later", code: 0 };
    expect(read(body, status)).toEqual({ error: body, notExecuted: true, retryAfterMs: 15_000 });
  });

  test.each<[string, number, object]>([
    ["a 400 about something gone", 400, { status: 404 }],
    ["a 403 about something gone", 403, {}],
  ])("given %s, says the status that it stands for", (_, status, want) => {
    const body = { error: 'ClickHouse keeper "k" not found', code: 0 };
    expect(read(body, status)).toEqual({ error: body, ...want });
  });
});

describe("describeAcmFailure()", () => {
  test.each<[string, unknown, object]>([
    ["an envelope", { error: "no", code: 409 }, { code: "409", message: "no" }],
    ["a code in text", { error: "no", code: "E1" }, { code: "E1", message: "no" }],
    ["an empty code", { error: "no", code: "" }, { message: "no" }],
    ["text", "Request-URI Too Large", { message: "Request-URI Too Large" }],
    ["a page of a proxy", "\n<html>502</html>", {}],
    [
      "an object for an error",
      { error: { message: "no" }, code: 500 },
      { code: "500", message: "no", details: [{ message: "no" }] },
    ],
    [
      "a list for an error",
      { error: [{ message: "no", value: "SECRET" }, "never"] },
      { message: "no; never", details: [{ message: "no" }, { message: "never" }] },
    ],
    ["an error without a message", { error: { secret: "SECRET" } }, {}],
    ["an empty error", { data: null, error: "", code: 500 }, { code: "500" }],
    ["nothing", undefined, {}],
    ["a list", ["no"], {}],
  ])("given %s, finds what it says", (_, answer, failure) => {
    expect(describeAcmFailure(answer)).toEqual(failure);
  });

  test("given false for data, tells where the cause can be read", () => {
    expect(describeAcmFailure({ data: false }).message).toMatch(/failed in ClickHouse.*audit log/);
    expect(describeAcmFailure({ data: false, error: "own words" }).message).toBe("own words");
    expect(describeAcmFailure({ data: false, error: null }).message).toMatch(/audit log/);
  });
});

describe("PUBLIC_OPERATIONS", () => {
  const file = new URL("../../../specs/altinity-acm/openapi.json", import.meta.url);
  const { paths } = JSON.parse(readFileSync(file, "utf8")) as {
    paths: Record<string, Record<string, { security?: object[] }>>;
  };
  const list = (isMeant: (security: object[] | undefined) => boolean) =>
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, { security }]) =>
        isMeant(security) ? [`${method.toUpperCase()} ${path}`] : [],
      ),
    );

  test("hold every operation that the document demands no credentials for", () => {
    expect(list((security) => security?.length === 0).filter((one) => !PUBLIC_OPERATIONS.has(one))).toEqual([]);
  });

  test("hold no operation that the document demands credentials for", () => {
    expect(list((security) => security?.length !== 0).filter((one) => PUBLIC_OPERATIONS.has(one))).toEqual([]);
  });

  test("hold six that the document does not have, of an older revision", () => {
    const named = list(() => true);
    expect([...PUBLIC_OPERATIONS].filter((one) => !named.includes(one))).toHaveLength(6);
  });
});
