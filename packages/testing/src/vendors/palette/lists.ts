import type { Exchange, MockAnswer } from "../../behaviour/exchange.ts";
import { merge } from "../../behaviour/members.ts";
import type { Scenario } from "../../behaviour/scenario.ts";
import { isObject, type JsonObject } from "../../internal/json.ts";
import { askForSmallPages, hasPage, readPage } from "./paging.ts";

const ITEMS = ["items", "appProfiles", "appDeployments"];

/** The body of a list that pages, and where its items are. */
function readList({
  status,
  body,
}: MockAnswer): { body: JsonObject; at: string; items: readonly unknown[] } | undefined {
  if (status !== 200 || !isObject(body) || !isObject(body["listmeta"])) return undefined;
  const at = ITEMS.find((name) => Array.isArray(body[name]));
  const items = at === undefined ? undefined : body[at];
  return at !== undefined && Array.isArray(items) ? { body, at, items } : undefined;
}

/** Searches only say by their token that there is more; where they go on, `offset` tells. */
function hideToken({ request }: Exchange, body: JsonObject): JsonObject {
  const { listmeta } = body;
  if (request.method !== "POST" || !isObject(listmeta) || listmeta["continue"] === "") return body;
  return merge(body, { listmeta: { continue: "more" } });
}

/**
 * @see https://docs.spectrocloud.com/api/introduction/#pagination
 * @see https://github.com/spectrocloud/palette-sdk-go/blob/main/client/application_profile.go
 */
export const pageTokens: Scenario = {
  name: "page-tokens",
  summary:
    "Every list that pages has at least five items on pages of two: lists go on by a token, searches by an offset.",
  quirk: "two-page-styles",
  start: () => ({
    before(exchange) {
      askForSmallPages(exchange);
      return undefined;
    },
    after(exchange, answer) {
      const list = readList(answer);
      if (list === undefined) return answer;
      if (hasPage(exchange)) return { ...answer, body: hideToken(exchange, list.body) };
      const { items, with: more = {} } = readPage(list.items, exchange);
      return { ...answer, body: hideToken(exchange, merge({ ...list.body, [list.at]: items }, more)) };
    },
  }),
};

/** @see https://github.com/spectrocloud/palette-sdk-go/blob/main/client/cluster_edge_native.go (ListEdgeHosts) */
export const endlessListing: Scenario = {
  name: "endless-listing",
  summary: "Every list gives its first page again, whatever page is asked for, and says that there is more.",
  quirk: "endless-listing",
  start: () => {
    const first = new Map<string, JsonObject>();
    return {
      after({ name }, answer) {
        const list = readList(answer);
        if (list === undefined) return answer;
        const page = first.get(name) ?? merge(list.body, { listmeta: { continue: "again", offset: 0 } });
        first.set(name, page);
        return { ...answer, body: page };
      },
    };
  },
};
