import type { ListRule, Resource } from "../../behaviour/resource.ts";
import { countId, cutPage, DATA, wrap } from "./envelope.ts";

const account: Resource = {
  name: "account",
  idAt: ["id"],
  itemAt: DATA,
  newId: countId,
  create: [{ on: "POST /accounts", toItem: (body) => body }],
  read: [],
  list: [{ on: "GET /accounts", at: DATA, page: cutPage }],
  update: [{ on: "POST /account/{id}", toItem: (body) => body }],
  remove: [{ on: "DELETE /account/{id}" }],
};

/** Lists that nothing is added to here, a page at a time. */
function paged(name: string, on: string): Resource {
  const list: ListRule = { on, at: DATA, page: cutPage };
  return { name, idAt: ["id"], read: [], list: [list] };
}

/** A login makes a token and leaves the others alone; the scenario `login` has them end. */
const session: Resource = {
  name: "session",
  idAt: ["token"],
  newId: (count, seed) => `mock-token-${seed}-${count}`,
  create: [
    {
      on: "POST /login",
      toItem: ({ login }) => ({ login }),
      answer: ({ token, login }, envelope) => wrap(envelope, { id: 1, email: login, token }),
    },
  ],
  read: [],
};

export const accountResources: readonly Resource[] = [
  account,
  session,
  paged("accountLogEntry", "GET /account/{user}/log"),
  paged("notification", "GET /n"),
  paged("organization", "GET /organizations"),
];
