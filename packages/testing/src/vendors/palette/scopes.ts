import { readAt, withAt } from "../../behaviour/members.ts";
import type { Resource } from "../../behaviour/resource.ts";
import type { Scenario } from "../../behaviour/scenario.ts";
import { toArray } from "../../internal/json.ts";
import { missingThing } from "./failure.ts";
import { state } from "./state.ts";
import { inProject } from "./thing.ts";

/** The resources that only projects have, by the operations about one of their things and those that list them. */
function byOperation(rulesOf: (resource: Resource) => readonly { readonly on: string }[] | undefined) {
  const found = new Map<string, Resource>();
  for (const resource of state.resources.filter(({ scopesOf }) => scopesOf === inProject)) {
    for (const { on } of rulesOf(resource) ?? []) found.set(on, resource);
  }
  return found;
}

/** @see https://docs.spectrocloud.com/api/introduction/#scope */
export const twoScopes: Scenario = {
  name: "two-scopes",
  summary:
    "A call without ProjectUid acts in the tenant, where the clusters and applications of projects are not found.",
  quirk: "project-scope",
  start: ({ items }) => {
    const aboutOne = byOperation(({ read, update = [], remove = [] }) => [...read, ...update, ...remove]);
    const lists = byOperation(({ list }) => list);
    const isInTenant = (headers: Readonly<Record<string, unknown>>): boolean => !headers["projectuid"];
    const own = (resource: Resource, uid: unknown): boolean =>
      items(resource.name).some((item) => readAt(item, resource.idAt) === uid);
    return {
      before({ name, params, request }) {
        const resource = aboutOne.get(name);
        if (resource === undefined || !isInTenant(request.headers) || own(resource, params["uid"])) return undefined;
        return missingThing(params["uid"]);
      },
      after({ name, request }, answer) {
        const resource = lists.get(name);
        if (resource === undefined || answer.status !== 200 || !isInTenant(request.headers)) return answer;
        const rule = resource.list?.find(({ on }) => on === name);
        const rows = toArray(readAt(answer.body, rule?.at ?? []));
        const left = rows.filter((row) => own(resource, readAt(row, rule?.idAt ?? resource.idAt)));
        return { ...answer, body: withAt(answer.body, rule?.at ?? [], left) };
      },
    };
  },
};
