import { expect, test } from "@jest/globals";
import { tryMock, WANTED } from "./try-mock.js";

test("a mock under Jest, does what it does elsewhere", async () => {
  expect(await tryMock()).toEqual(WANTED);
});
