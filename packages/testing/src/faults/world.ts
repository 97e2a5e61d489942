import type { ArrivedRequest, Effect } from "./ledger.ts";

/** What a healthy server answers. */
export interface HealthyAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON unless the headers name another content type; absent when there is none. */
  readonly body?: string;
}

/** How a request takes effect: told to the ledger, which numbers it. */
export type TakeEffect = (kind: Effect["kind"], name: string) => Effect;

/** A healthy server: changes its state and answers. */
export type World = (request: ArrivedRequest, takeEffect: TakeEffect) => HealthyAnswer;

/** An answer with a JSON body. */
export function answerJson(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): HealthyAnswer {
  return { status, headers, body: JSON.stringify(body) };
}

/**
 * A server of named things, for tests that need no vendor: `POST /things` creates one under its `name`, also a second of the same name;
 * `GET`, `PUT` and `DELETE /things/{name}` read, set and delete; `GET /things?name=` lists.
 */
export function createThings(): World {
  const things: { name: string; serial: number }[] = [];
  return ({ method, path, query, body }, takeEffect) => {
    const name = decodeURIComponent(path.split("/")[2] ?? "");
    const found = things.filter((thing) => thing.name === (name || query.get("name")));
    const add = (kind: "create" | "change", called: string) => {
      const thing = { name: called, serial: takeEffect(kind, called).serial };
      things.push(thing);
      return thing;
    };
    if (method === "POST") return answerJson(add("create", JSON.parse(body).name), 201);
    if (method === "PUT") {
      for (const old of found) things.splice(things.indexOf(old), 1);
      return answerJson(add("change", name));
    }
    if (method === "DELETE") {
      if (found.length === 0) return answerJson({ code: "NotFound" }, 404);
      for (const old of found) things.splice(things.indexOf(old), 1);
      takeEffect("delete", name);
      return { status: 204 };
    }
    if (!name) return answerJson({ items: found });
    return found[0] ? answerJson(found[0]) : answerJson({ code: "NotFound" }, 404);
  };
}
