import { afterAll, describe, expect, test } from "vitest";
import { loadRules, templatesOf } from "../../behaviour/fixtures/sweep.ts";
import { readAt } from "../../behaviour/members.ts";
import type { Resource } from "../../behaviour/resource.ts";
import { createFakeClock } from "../../clock/fake-clock.ts";
import { startMock } from "../../mock/start-mock.ts";

const ID = "00000000-0000-4000-8000-0000000009f3";

const { state, operations, bodyOf } = await loadRules("ccx");
const clock = createFakeClock();
const mock = await startMock("ccx", { clock });
afterAll(() => mock.close());

const templates = [...new Set(state.resources.flatMap(templatesOf))];

/** Sends the sample of an operation, with one id for everything in its path. */
async function send(template: string, id = ID): Promise<number> {
  const [method = "", path = ""] = template.split(" ");
  const hasBody = operations.get(template)?.operation["requestBody"] !== undefined;
  const headers = { authorization: "Bearer any", ...(hasBody && { "content-type": "application/json" }) };
  const body = hasBody ? JSON.stringify(bodyOf(template)) : null;
  return (await fetch(mock.url + path.replaceAll(/\{\w+\}/g, id), { method, headers, body })).status;
}

/** The operations about one item, the removal last. */
function aboutOne({ read, update = [] }: Resource): string[] {
  return [...read, ...update].map(({ on }) => on);
}

describe("the state of ccx", () => {
  test.each(templates)("%s, is an operation of the document", (template) => {
    expect(operations.has(template)).toBe(true);
  });

  test.each(templates)("%s, of what was not created here, answers what the document says", async (template) => {
    mock.reset();
    expect(await send(template)).toBeLessThan(300);
    expect(mock.violations).toEqual([]);
  });

  const kinds = state.resources.filter(({ create, read }) => create && read.length > 0);
  test.each(
    kinds.map((resource) => [resource.name, resource] as const),
  )("a new %s, read, changed and listed, is what the document says at every moment", async (name, resource) => {
    mock.reset();
    for (const { on } of resource.create ?? []) await send(on);
    const id = String(readAt(mock.items(name)[0], resource.idAt));
    for (const passMs of [0, 130_000, 60_000]) {
      await clock.advance(passMs);
      for (const template of aboutOne(resource)) expect(await send(template, id), template).toBeLessThan(300);
      for (const { on } of resource.list ?? []) expect(await send(on), on).toBeLessThan(300);
    }
    for (const { on } of resource.remove ?? []) expect(await send(on, id), on).toBeLessThan(300);
    for (const { on } of resource.read) expect(await send(on, id), on).toBe(resource.lifecycle ? 200 : 404);
    expect(mock.violations).toEqual([]);
  });
});
