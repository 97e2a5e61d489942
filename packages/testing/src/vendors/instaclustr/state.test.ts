import { afterAll, describe, expect, test } from "vitest";
import { loadRules, templatesOf } from "../../behaviour/fixtures/sweep.ts";
import { readAt } from "../../behaviour/members.ts";
import type { Resource } from "../../behaviour/resource.ts";
import { createFakeClock } from "../../clock/fake-clock.ts";
import { startMock } from "../../mock/start-mock.ts";

const ID = "00000000-0000-4000-8000-0000000009f3";

const { state, operations, bodyOf } = await loadRules("instaclustr");
const clock = createFakeClock();
const mock = await startMock("instaclustr", { clock });
afterAll(() => mock.close());

const templates = [...new Set(state.resources.flatMap(templatesOf))];

/** Sends the sample of an operation, with one id for everything in its path. */
async function send(template: string, id = template.includes("/egress-rules/") ? `${ID}~ALERTING~${ID}` : ID) {
  const [method = "", path = ""] = template.split(" ");
  const hasBody = operations.get(template)?.operation["requestBody"] !== undefined;
  const headers = {
    authorization: `Basic ${btoa("me:honey")}`,
    ...(hasBody && { "content-type": "application/json" }),
  };
  const body = hasBody ? JSON.stringify(bodyOf(template)) : null;
  const url = mock.url + path.replaceAll(/\{\w+\}/g, encodeURIComponent(id));
  return (await fetch(url, { method, headers, body })).status;
}

/** Those of some rules that are about the application of a creation, or about any. */
function sameApplication(creation: string, rules: readonly { readonly on: string }[] = []): string[] {
  const read = (on: string) => /\/resources\/applications\/([\w-]+)\/clusters\//.exec(on)?.[1];
  return rules.map(({ on }) => on).filter((on) => (read(on) ?? read(creation)) === read(creation));
}

describe("the state of instaclustr", () => {
  test("its rules, name operations of the document only", () => {
    expect(templates.filter((template) => !operations.has(template))).toEqual([]);
  });

  test.each(templates)("%s, of what was not created here, answers what the document says", async (template) => {
    mock.reset();
    expect(await send(template)).toBeLessThan(300);
    expect(mock.violations).toEqual([]);
  });

  const creations = state.resources.flatMap((resource: Resource) =>
    resource.read.length === 0 ? [] : (resource.create ?? []).map(({ on }) => [on, resource] as const),
  );
  test.each(
    creations,
  )("%s, read, changed and listed, is what the document says at every moment", async (on, resource) => {
    mock.reset();
    await send(on);
    const id = String(readAt(mock.items(resource.name)[0], resource.idAt));
    const [reads, changes, removals] = [resource.read, resource.update, resource.remove].map((rules) =>
      sameApplication(on, rules),
    ) as [string[], string[], string[]];
    for (const passMs of [0, 130_000, 300_000]) {
      await clock.advance(passMs);
      for (const template of [...reads, ...changes]) expect(await send(template, id), template).toBeLessThan(300);
      for (const list of resource.list ?? []) expect(await send(list.on), list.on).toBeLessThan(300);
    }
    for (const template of removals) expect(await send(template, id), template).toBeLessThan(300);
    await clock.advance(300_000);
    for (const template of reads) expect(await send(template, id), template).toBe(404);
    expect(mock.violations).toEqual([]);
  });
});
