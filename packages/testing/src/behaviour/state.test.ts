import { describe, expect, test } from "vitest";
import { jsonAnswer } from "./exchange.ts";
import { SAMPLES, setUp } from "./fixtures/boxes.ts";

const names = ({ items }: { items: { name: string }[] }) => items.map(({ name }) => name);
const uids = ({ items }: { items: { uid: string }[] }) => items.map(({ uid }) => uid);

describe("an item", () => {
  test("created, is read, listed first, changed, deleted and missing from then on", () => {
    const { create, read, list, send, state } = setUp();
    const uid = create({ name: "red", size: 7, labels: { a: "1" }, colour: "red" });

    expect(uid).not.toBe("uid");
    expect(read(uid).body).toEqual({ uid, name: "red", size: 7, labels: { a: "1" }, state: "state" });
    expect(list()).toMatchObject({ items: [{ uid, name: "red" }, { uid: "uid" }, { uid: "uid2" }], count: 3 });
    expect(state.items("box")).toMatchObject([{ uid, size: 7 }]);

    send("PUT /boxes/{uid}", uid, { size: 8 });
    expect(read(uid).body).toMatchObject({ name: "red", size: 8 });

    expect(send("DELETE /boxes/{uid}", uid).status).toBe(200);
    expect(read(uid)).toMatchObject({ status: 404, body: { was: "red" } });
    expect(send("PUT /boxes/{uid}", uid, { size: 9 }).status).toBe(404);
    expect(send("DELETE /boxes/{uid}", uid).status).toBe(404);
    expect(uids(list())).toEqual(["uid", "uid2"]);
    expect(state.items("box")).toEqual([]);
  });

  test("that nobody created, is the sample under the id that was asked for", () => {
    const { read } = setUp();
    expect(read("other").body).toEqual({ ...(SAMPLES["GET /boxes/{uid}"] as object), uid: "other" });
  });

  test("of the sample, deleted, vanishes from the list and is missing", () => {
    const { send, list, read } = setUp();
    send("DELETE /boxes/{uid}", "uid2");
    expect(list()).toMatchObject({ items: [{ uid: "uid" }], count: 1 });
    expect(read("uid2").status).toBe(404);
  });

  test("of the sample, changed, stays the sample, unless the rules keep it", () => {
    const [kept, forgotten] = [setUp({ isAdopted: true }), setUp()];
    for (const { send } of [kept, forgotten]) send("PUT /boxes/{uid}", "uid2", { name: "blue" });
    expect(kept.read("uid2").body).toMatchObject({ uid: "uid2", name: "blue" });
    expect(names(kept.list())).toEqual(["blue", "name"]);
    expect(forgotten.read("uid2").body).toMatchObject({ name: "name" });
  });

  test("whose body names `__proto__` and an id of its own, takes neither", () => {
    const { create, read } = setUp();
    const uid = create(JSON.parse('{"name":"red","uid":"mine","__proto__":{"size":9}}'));
    expect(uid).not.toBe("mine");
    expect(read(uid).body).toMatchObject({ uid, name: "red", size: 1 });
    expect(({} as { size?: unknown }).size).toBeUndefined();
  });

  test("under the id `__proto__` or `constructor`, is the sample", () => {
    const { read } = setUp();
    for (const uid of ["__proto__", "constructor"]) expect(read(uid).body).toMatchObject({ uid, name: "name" });
  });

  test("created from a body that is no object, is the sample under a new id", () => {
    const { send, read } = setUp();
    const { uid } = send("POST /boxes", undefined, "text").body as { uid: string };
    expect(read(uid).body).toMatchObject({ uid, name: "name" });
  });
});

describe("ids", () => {
  const three = (seed: number) => {
    const { create } = setUp({}, {}, seed);
    return [create({}), create({}), create({})];
  };

  test("of one seed, are the same each time and all different", () => {
    expect(three(1)).toEqual(three(1));
    expect(new Set(three(1)).size).toBe(3);
  });

  test("of another seed, are others", () => {
    expect(new Set([...three(1), ...three(2)]).size).toBe(6);
  });

  test("without a maker of their own, are UUIDs", () => {
    expect(three(7)[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe("two states", () => {
  test("of the same rules, share nothing, and reset() forgets and counts anew", () => {
    const [first, second] = [setUp(), setUp()];
    const uid = first.create({ name: "red" });
    first.send("DELETE /boxes/{uid}", "uid");
    expect(second.state.items("box")).toEqual([]);
    expect(second.read("uid").status).toBe(200);

    first.state.reset();
    expect(first.state.items("box")).toEqual([]);
    expect(first.read("uid").status).toBe(200);
    expect(first.create({})).toBe(uid);
  });

  test("leave the document's samples as they were", () => {
    const before = structuredClone(SAMPLES);
    const { create, send, list } = setUp({ isAdopted: true });
    send("PUT /boxes/{uid}", create({ name: "red" }), { labels: { b: "2" } });
    send("PUT /boxes/{uid}", "uid", { name: "blue" });
    list();
    expect(SAMPLES).toEqual(before);
  });
});

describe("states of an item", () => {
  const lifecycle = {
    at: ["state"],
    created: [{ state: "Pending", forMs: 10 }, { state: "Running" }],
    removed: [
      { state: "Deleting", forMs: 10 },
      { state: "Deleted", forMs: 10, isHidden: true },
    ],
    assumed: { state: "Running" },
    actions: { "POST /boxes/{uid}/stop": [{ state: "Stopping", forMs: 10 }, { state: "Stopped" }] },
  };

  test("go on with the clock, and after its deletion end in missing", async () => {
    const { create, read, send, clock, list, state } = setUp({ lifecycle });
    const uid = create({});
    const stateOf = () => (read(uid).body as { state?: string }).state;
    expect(stateOf()).toBe("Pending");
    await clock.advance(10);
    expect(stateOf()).toBe("Running");
    expect(state.items("box")).toMatchObject([{ state: "Running" }]);

    send("DELETE /boxes/{uid}", uid);
    expect(stateOf()).toBe("Deleting");
    expect(uids(list())).toContain(uid);
    await clock.advance(10);
    expect(stateOf()).toBe("Deleted");
    expect(uids(list())).not.toContain(uid);
    await clock.advance(10);
    expect(read(uid).status).toBe(404);
  });

  test("a second deletion does not begin again", async () => {
    const { create, read, send, clock } = setUp({ lifecycle });
    const uid = create({});
    send("DELETE /boxes/{uid}", uid);
    await clock.advance(10);
    send("DELETE /boxes/{uid}", uid);
    expect(read(uid).body).toMatchObject({ state: "Deleted" });
  });

  test("of the sample, are the assumed one, then those of its deletion", async () => {
    const { read, send, clock, list } = setUp({ lifecycle });
    expect(read("uid2").body).toMatchObject({ uid: "uid2", state: "Running" });
    send("DELETE /boxes/{uid}", "uid2");
    expect(read("uid2").body).toMatchObject({ uid: "uid2", state: "Deleting" });
    await clock.advance(20);
    expect(read("uid2").status).toBe(404);
    expect(uids(list())).toEqual(["uid"]);
  });

  test("of the sample's rows in a list, show what the rows have and add no member", () => {
    const assumed = { state: "Running", with: { size: 7, percent: 100 } };
    const { items } = setUp({ lifecycle: { ...lifecycle, assumed } }).list();
    expect(items[0]).toEqual({ uid: "uid", name: "name", size: 7, labels: { key: "key" }, state: "Running" });
    const [row] = setUp({ lifecycle: { ...lifecycle, at: ["phase"], assumed } }).list().items;
    expect(row).toEqual({ uid: "uid", name: "name", size: 7, labels: { key: "key" }, state: "state" });
  });

  test("of an action, are passed through from then on", async () => {
    const { create, read, send, clock } = setUp({ lifecycle });
    const uid = create({});
    send("POST /boxes/{uid}/stop", uid);
    expect(read(uid).body).toMatchObject({ state: "Stopping" });
    await clock.advance(10);
    expect(read(uid).body).toMatchObject({ state: "Stopped" });
  });
});

describe("parts of an account", () => {
  const scopesOf = ({ request }: { request: { headers: Record<string, unknown> } }) => [
    String(request.headers["project"] ?? ""),
  ];
  const [p1, p2] = [{ project: "p1" }, { project: "p2" }];

  test("each see what was created in them, and the samples", () => {
    const { create, read, list, send } = setUp({ scopesOf: scopesOf as never });
    const uid = create({ name: "red" }, p1);
    expect(names(list(p1))).toEqual(["red", "name", "name"]);
    expect(names(list(p2))).toEqual(["name", "name"]);
    expect(names(list())).toEqual(["name", "name"]);
    expect(read(uid, p1).status).toBe(200);
    expect(read(uid, p2)).toMatchObject({ status: 404, body: {} });
    expect(send("DELETE /boxes/{uid}", uid, null, p2).status).toBe(404);
    expect(read(uid, p1).status).toBe(200);
    expect(read("uid", p2).status).toBe(200);
  });
});

describe("rules of a vendor", () => {
  test("for names that are taken, refuse the second until the first is gone", () => {
    const conflict = () => jsonAnswer(409, { code: "Taken" });
    const { create, send } = setUp({ uniqueBy: ({ name }) => String(name) }, { conflict });
    const uid = create({ name: "red" });
    expect(send("POST /boxes", undefined, { name: "red" })).toMatchObject({ status: 409, body: { code: "Taken" } });
    expect(send("POST /boxes", undefined, { name: "blue" }).status).toBe(200);
    send("DELETE /boxes/{uid}", uid);
    expect(send("POST /boxes", undefined, { name: "red" }).status).toBe(200);
  });

  test("for times, stamp what is created, changed and removed", async () => {
    const stamps = {
      created: ({ clock }: { clock: { now(): number } }) => ({ size: clock.now() }),
      changed: () => ({ name: "changed" }),
      removed: () => ({ name: "removed" }),
    };
    const { create, read, send, clock } = setUp({ stamps });
    await clock.advance(5);
    const uid = create({ name: "red", size: 1 });
    expect(read(uid).body).toMatchObject({ name: "red", size: 5 });
    send("PUT /boxes/{uid}", uid, { size: 6 });
    expect(read(uid).body).toMatchObject({ name: "changed", size: 6 });
    send("DELETE /boxes/{uid}", uid);
    expect(read(uid).body).toEqual({ was: "removed" });
  });

  test("for a thing that there is one of, find it without an id", () => {
    const key = { keyOf: () => "the box" };
    const one = { on: "GET /boxes/{uid}", ...key };
    const { send, read } = setUp({
      keyOf: () => "the box",
      read: [one],
      remove: [{ on: "DELETE /boxes/{uid}", ...key }],
    });
    expect(send("GET /boxes/{uid}").body).toMatchObject({ uid: "uid" });
    send("POST /boxes", undefined, { name: "red" });
    expect(send("GET /boxes/{uid}").body).toMatchObject({ name: "red" });
    expect(read("whatever").body).toMatchObject({ name: "red" });
    send("DELETE /boxes/{uid}");
    expect(send("GET /boxes/{uid}").status).toBe(404);
    send("POST /boxes", undefined, { name: "blue" });
    expect(send("GET /boxes/{uid}").body).toMatchObject({ name: "blue" });
  });

  test("for rows of another form, show an item in it", () => {
    const show = (item: { name?: unknown }) => ({ title: item.name });
    const { create, send } = setUp({ list: [{ on: "GET /boxes", at: ["items"], show }] });
    create({ name: "red" });
    expect((send("GET /boxes").body as { items: unknown[] }).items[0]).toEqual({ title: "red" });
  });

  test("for pages, cut the list and say so", () => {
    const page = (items: readonly unknown[]) => ({ items: items.slice(0, 1), with: { next: "t1" } });
    const { create, send } = setUp({ list: [{ on: "GET /boxes", at: ["items"], countAt: ["count"], page }] });
    create({ name: "red" });
    expect(send("GET /boxes").body).toMatchObject({ items: [{ name: "red" }], count: 3, next: "t1" });
  });

  test("for a read that finds nothing in an item, say that there is no such thing", () => {
    const answer = (item: object, sample: unknown) => (Reflect.get(item, "size") === 7 ? sample : undefined);
    const { create, read } = setUp({ read: [{ on: "GET /boxes/{uid}", answer }] });
    expect(read(create({ size: 7 })).status).toBe(200);
    expect(read(create({ size: 8 })).status).toBe(404);
  });

  test("that say nothing of an operation, leave its answer alone", () => {
    const { state, clock } = setUp();
    const request = { method: "GET", path: "/bags", query: {}, headers: {}, body: null };
    const answer = jsonAnswer(200, {});
    const exchange = { request, name: "GET /bags", operation: undefined, params: {}, clock };
    expect(state.shape(exchange, answer)).toBe(answer);
  });
});
