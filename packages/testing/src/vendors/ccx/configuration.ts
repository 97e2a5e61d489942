import { overlay } from "../../behaviour/members.ts";
import type { ListRule, Resource } from "../../behaviour/resource.ts";
import { isObject, type JsonObject, toArray, toObject } from "../../internal/json.ts";

const GROUPS = "/api/db-configuration/v1/parameter-groups";
const GROUPS_OF_PAGE = 20;

/** The parameters are kept in pairs, because a change replaces all of them; the answer calls them otherwise than the request. */
function toGroup({ parameters, ...body }: JsonObject): JsonObject {
  return { ...body, ...(isObject(parameters) && { pairs: Object.entries(parameters) }) };
}

function answerGroup(group: JsonObject, sample: unknown): unknown {
  return { ...toObject(overlay(sample, group)), db_parameters: Object.fromEntries(toArray(group["pairs"]) as []) };
}

/** A list without the parameters; a name is looked for in all names. The name of the list in the answer is this mock's own. */
const listGroups: ListRule = {
  on: `GET ${GROUPS}`,
  at: ["parameter_groups"],
  page(all, { request: { query } }) {
    const { name = "", page = 1, page_size = GROUPS_OF_PAGE } = query;
    const wanted = String(name).toLowerCase();
    const groups = all.map(toObject).filter((group) => String(group["name"]).toLowerCase().includes(wanted));
    const start = (Number(page) - 1) * Number(page_size);
    const items = groups
      .slice(start, start + Number(page_size))
      .map(({ db_parameters: _, pairs: __, ...shown }) => shown);
    return { items, with: { total: groups.length } };
  },
};

const parameterGroup: Resource = {
  name: "parameterGroup",
  idAt: ["uuid"],
  uniqueBy: ({ name }) => String(name).toLowerCase(),
  create: [{ on: `POST ${GROUPS}`, toItem: toGroup, answer: ({ uuid }) => ({ uuid }) }],
  read: [{ on: `GET ${GROUPS}/{group_uuid}`, answer: answerGroup }],
  list: [listGroups],
  update: [{ on: `PUT ${GROUPS}/{group_uuid}`, toItem: toGroup }],
  remove: [{ on: `DELETE ${GROUPS}/{group_uuid}` }],
};

const VPCS = "/api/vpc/api/v2/vpcs";

const vpc: Resource = {
  name: "vpc",
  idAt: ["id"],
  itemAt: ["vpc"],
  create: [{ on: `POST ${VPCS}` }],
  read: [{ on: `GET ${VPCS}/{vpc_id}` }],
  remove: [{ on: `DELETE ${VPCS}/{vpc_id}` }],
};

export const configurationResources: readonly Resource[] = [parameterGroup, vpc];
