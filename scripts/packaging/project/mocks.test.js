import { expect, test } from "vitest";
import { tryMock, WANTED } from "./try-mock.js";

test("a mock under vitest, does what it does elsewhere", async () => {
  expect(await tryMock()).toEqual(WANTED);
});
