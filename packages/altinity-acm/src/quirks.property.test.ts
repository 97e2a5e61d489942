import fc from "fast-check";
import { expect, test } from "vitest";
import { describeAcmFailure, interpretAcmAnswer } from "./quirks.ts";

// fast-check prints seed and path of a counterexample; `fc.assert(…, { seed, path })` repeats it.

const status = fc.integer({ min: 200, max: 599 });
const failure = fc.integer({ min: 400, max: 599 });
const envelope = fc.record({ data: fc.jsonValue(), error: fc.jsonValue(), code: fc.jsonValue() }, { requiredKeys: [] });
const body = fc.oneof(fc.jsonValue(), envelope, fc.string(), fc.constantFrom(undefined, null, "", {}, []));

const answer = (code: number) => new Response(null, { status: code });

test("interpretAcmAnswer() of any body, gives data or an error, and never data of a failure", () => {
  fc.assert(
    fc.property(body, status, (given, code) => {
      const read = interpretAcmAnswer(given, answer(code));
      expect(["data" in read, "error" in read].filter(Boolean).length).toBe(1);
      if (code >= 300) expect(read).toHaveProperty("error");
      if ("error" in read && read.status !== undefined) {
        expect(read.status >= 400 && read.status <= 599).toBe(true);
      }
    }),
    { numRuns: 5_000 },
  );
});

test("interpretAcmAnswer() of data without an error, gives the data untouched", () => {
  const codes = fc.oneof(fc.constantFrom(0, 200, "", "0", "200", null), fc.constant(undefined));
  const nothing = fc.constantFrom("", null, undefined, {}, []);
  fc.assert(
    fc.property(fc.jsonValue(), nothing, codes, (data, error, code) => {
      fc.pre(data !== false);
      expect(interpretAcmAnswer({ data, error, code }, answer(200))).toEqual({ data });
    }),
    { numRuns: 2_000 },
  );
});

test("interpretAcmAnswer() of an error or a failing code with HTTP 200, gives a failure with the code as its status", () => {
  const text = fc.string({ minLength: 1 }).filter((one) => !/operation is in progress/i.test(one));
  fc.assert(
    fc.property(fc.jsonValue(), fc.oneof(text, fc.constant("")), failure, fc.boolean(), (data, error, code, asText) => {
      const given = { data, error, code: asText ? String(code) : code };
      expect(interpretAcmAnswer(given, answer(200))).toEqual({ error: given, status: code });
    }),
    { numRuns: 2_000 },
  );
});

test("describeAcmFailure() of any body, never throws and gives texts or nothing", () => {
  fc.assert(
    fc.property(body, (given) => {
      const { code, message, details = [] } = describeAcmFailure(given);
      for (const one of [code, message]) expect(one === undefined || typeof one === "string").toBe(true);
      expect(Array.isArray(details)).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});
