import type { Exchange } from "../../behaviour/exchange.ts";
import type { ListRule, Phase, Resource } from "../../behaviour/resource.ts";
import { isObject, type JsonObject, toArray, toObject } from "../../internal/json.ts";

const RESOURCES = "/cluster-management/v2/resources";
const SOURCES = "/cluster-management/v2/data-sources";

export const CREATE_RULE = `POST ${RESOURCES}/network-firewall-rules/v2`;
export const RULES = `GET ${SOURCES}/cluster/{clusterId}/network-firewall-rules/v2`;

/** How long a firewall rule is on its way. */
const RULE_MS = 30_000;
const RULE_READY: Phase = { state: "RUNNING", with: { deferredReason: "" } };

/** Where a kind of thing is created, read and listed. */
interface Places {
  readonly name: string;
  /** Path of creation and, without a slash at its end, of one thing; below the resources. */
  readonly at: string;
  /** The parameter of one thing, with what stands behind it. */
  readonly item: string;
  /** Path of the list, below the data sources. */
  readonly list?: string;
  /** The member of the list's only entry that holds the things. */
  readonly member?: string;
  /** The member of a thing that says to what it belongs; the parameter of the list is called alike. */
  readonly owner?: string;
  readonly isChanged?: boolean;
}

/** The one entry of a list says which cluster it is about, and so does everything in it. */
function wrapOne(owner: string): NonNullable<ListRule["answer"]> {
  return (body, { params }) => {
    const [id] = Object.values(params);
    if (id === undefined) return toArray(body).slice(0, 1);
    const mark = (value: unknown): unknown => {
      const owners = isObject(value) ? [owner, "clusterId"].filter((name) => Object.hasOwn(value, name)) : [];
      return isObject(value) ? { ...value, ...Object.fromEntries(owners.map((name) => [name, id])) } : value;
    };
    return toArray(body)
      .slice(0, 1)
      .map((entry) => {
        const marked = Object.entries(toObject(entry)).map(([key, value]) =>
          Array.isArray(value) ? [key, value.map(mark)] : [key, value],
        );
        return mark(Object.fromEntries(marked));
      });
  };
}

function keep(places: Places, more: Partial<Resource> = {}): Resource {
  const { name, at, item, list, member, owner = "clusterId", isChanged = false } = places;
  const one = `${RESOURCES}/${at.replace(/\/$/, "")}/${item}`;
  const param = /\{(\w+)\}/.exec(list ?? "")?.[1];
  return {
    name,
    idAt: ["id"],
    ...(param !== undefined && { parent: { resource: "cluster", param } }),
    create: [{ on: `POST ${RESOURCES}/${at}`, parentOf: ({ request }) => String(toObject(request.body)[owner] ?? "") }],
    read: [{ on: `GET ${one}` }],
    ...(list !== undefined &&
      member !== undefined && {
        list: [{ on: `GET ${SOURCES}/${list}`, at: ["0", member], answer: wrapOne(owner) }],
      }),
    ...(isChanged && { update: [{ on: `PUT ${one}` }] }),
    remove: [{ on: `DELETE ${one}` }],
    ...more,
  };
}

/** Ids that are made of others, joined by a sign that a path has to encode. */
function join(sign: string, ...members: readonly string[]): NonNullable<Resource["newId"]> {
  return (_, __, item) => members.map((member) => String(item[member])).join(sign);
}

const topic = keep(
  { name: "kafkaTopic", at: "applications/kafka/topics/v2/", item: "{kafkaTopicId}/" },
  {
    newId: join("|", "clusterId", "topic"),
    parent: { resource: "cluster", param: "clusterId" },
    list: [
      {
        on: `GET ${SOURCES}/kafka_cluster/{clusterId}/topics/v2`,
        at: ["0", "topicNames"],
        show: (item) => item["topic"],
        answer: wrapOne("clusterId"),
      },
    ],
  },
);

/** A cluster has one rule of each type for a network. */
const firewallRule = keep(
  {
    name: "firewallRule",
    at: "network-firewall-rules/v2",
    item: "{firewallRuleId}",
    list: "cluster/{clusterId}/network-firewall-rules/v2",
    member: "firewallRules",
  },
  {
    uniqueBy: ({ clusterId, network, type }) => [clusterId, network, type].join(" "),
    lifecycle: {
      at: ["status"],
      created: [{ state: "GENESIS", forMs: RULE_MS, with: { deferredReason: "" } }, RULE_READY],
      assumed: RULE_READY,
    },
  },
);

const certificate = keep(
  { name: "kafkaCertificate", at: "applications/kafka/user-certificates/v2", item: "{certificateId}" },
  {
    parent: { resource: "kafkaUser", param: "kafkaUserId" },
    create: [
      {
        on: `POST ${RESOURCES}/applications/kafka/user-certificates/v2`,
        parentOf: ({ request }: Exchange) => {
          const { clusterId, kafkaUsername }: JsonObject = toObject(request.body);
          return `${clusterId}|${kafkaUsername}`;
        },
      },
    ],
    list: [{ on: `GET ${SOURCES}/kafka_users/{kafkaUserId}/certificates/v2/` }],
  },
);

/** How `keep` is told of a kind: name, path of creation, parameter of one, path of the list, and the member of its entry. */
type Row = readonly [name: string, at: string, item: string, list: string, member: string, more?: Partial<Resource>];

function keepRow([name, at, item, list, member, more]: Row, places: Partial<Places> = {}): Resource {
  return keep({ name, at, item, list, member, ...places }, more);
}

const CONNECT = { owner: "kafkaConnectClusterId", isChanged: true };
const PROVIDERS = ["aws", "azure", "gcp"] as const;

/** What clusters and accounts hold. */
export const contentResources: readonly Resource[] = [
  firewallRule,
  topic,
  keepRow(
    [
      "kafkaUser",
      "applications/kafka/users/v2",
      "{kafkaUserId}",
      "kafka_cluster/{clusterId}/users/v2/",
      "kafkaUsers",
      { newId: join("|", "clusterId", "username") },
    ],
    { isChanged: true },
  ),
  certificate,
  keepRow(
    [
      "kafkaAcl",
      "applications/kafka/acls/v2/",
      "{kafkaAclId}/",
      "kafka_cluster/{clusterId}/acls/v2/",
      "aclLists",
      { newId: join("|", "clusterId", "userQuery") },
    ],
    { isChanged: true },
  ),
  keepRow(
    [
      "mirror",
      "applications/kafka_connect/mirrors/v2",
      "{mirrorId}",
      "kafka_connect_cluster/{clusterId}/mirrors/v2/",
      "mirrors",
    ],
    CONNECT,
  ),
  keepRow(
    [
      "redisUser",
      "applications/redis/users/v2/",
      "{redisUserId}/",
      "redis_cluster/{clusterId}/users/v2/",
      "redisUsers",
      { newId: join("|", "clusterId", "username") },
    ],
    { isChanged: true },
  ),
  keepRow(
    [
      "postgresqlConfiguration",
      "applications/postgresql/configurations/v2/",
      "{configurationId}",
      "postgresql_cluster/{clusterId}/configurations",
      "configurationProperties",
      { newId: join("|", "clusterId", "name") },
    ],
    { isChanged: true },
  ),
  keepRow([
    "egressRule",
    "applications/opensearch/egress-rules/v2",
    "{egressRuleId}",
    "opensearch_cluster/{clusterId}/egress-rules/v2/",
    "rules",
    { newId: join("~", "clusterId", "source", "openSearchBindingId") },
  ]),
  keepRow([
    "exclusionWindow",
    "exclusion-windows/v2",
    "{windowId}",
    "cluster/{clusterId}/exclusion-windows/v2",
    "exclusionWindows",
  ]),
  keepRow([
    "securityGroupRule",
    "providers/aws/security-group-firewall-rules/v2",
    "{firewallRuleId}",
    "providers/aws/aws_cluster/{clusterId}/security-group-firewall-rules/v2",
    "firewallRules",
  ]),
  keepRow(
    [
      "servicePrincipal",
      "aws-endpoint-service-principals/v2/",
      "{principalId}",
      "cluster_data_center/{clusterDataCenterId}/aws-endpoint-service-principals/v2/",
      "iamPrincipalArns",
    ],
    { owner: "clusterDataCenterId" },
  ),
  keepRow([
    "encryptionKey",
    "providers/aws/encryption-keys/v2",
    "{encryptionKeyId}",
    "providers/aws/encryption-keys/v2",
    "encryptionKeys",
  ]),
  ...PROVIDERS.map((provider) => {
    const path = `providers/${provider}/${provider === "azure" ? "vnet" : "vpc"}-peers/v2`;
    return keepRow([`${provider}Peer`, path, "{vpcPeerId}", path, "peeringRequests"], {
      isChanged: provider === "aws",
    });
  }),
];
