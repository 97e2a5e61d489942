// Generated from specs/altinity-anywhere/schema.graphql by npm run generate; do not edit.
/** Open: the server may send values that are not listed. */
export type AKSSKUTier = "FREE" | "PREMIUM" | (string & {});

/** Open: the server may send values that are not listed. */
export type AKSSupportPolicy = "EXTENDED" | "STANDARD" | (string & {});

/** Open: the server may send values that are not listed. */
export type AWSEnvHostedIcebergCatalogTypeSpec = "S3" | "S3_TABLE" | (string & {});

/** Open: the server may send values that are not listed. */
export type ClickHouseClusterModeSpec = "STANDARD" | "SWARM" | (string & {});

/** Open: the server may send values that are not listed. */
export type ClickHouseUserPasswordTypeSpec = "DOUBLE_SHA1_HEX" | "PLAIN_TEXT" | "SHA256_HEX" | (string & {});

/** Closed: the server takes no other value. */
export type ClickHouseUserPasswordTypeSpecInput = "DOUBLE_SHA1_HEX" | "SHA256_HEX";

/** Open: the server may send values that are not listed. */
export type Day = "FRIDAY" | "MONDAY" | "SATURDAY" | "SUNDAY" | "THURSDAY" | "TUESDAY" | "WEDNESDAY" | (string & {});

/** Open: the server may send values that are not listed. Deprecated: GCP_PROJECT_NOT_FOUND. */
export type EnvStatusErrorCode = "CLOUD_PROVIDER_ACCESS_DENIED" | "CLOUD_PROVIDER_BAD_REQUEST" | "CLOUD_PROVIDER_QUOTA_EXCEEDED" | "CLOUD_PROVIDER_RESOURCE_NOT_FOUND" | "DISCONNECTED" | "GCP_PROJECT_NOT_FOUND" | "INTERNAL" | "K8S_DISCONNECTED" | (string & {});

/** Open: the server may send values that are not listed. */
export type IcebergCatalogTypeSpec = "S3" | "S3_TABLE" | (string & {});

/** Open: the server may send values that are not listed. */
export type K8SDistribution = "AKS" | "CUSTOM" | "EKS" | "GKE" | (string & {});

/** Open: the server may send values that are not listed. */
export type LoadBalancingStrategy = "ROUND_ROBIN" | "ZONE_BEST_EFFORT" | (string & {});

/** Open: the server may send values that are not listed. */
export type NodeReservation = "CLICKHOUSE" | "SYSTEM" | "ZOOKEEPER" | (string & {});

/** Open: the server may send values that are not listed. */
export type NodeTolerationEffect = "NO_EXECUTE" | "NO_SCHEDULE" | "PREFER_NO_SCHEDULE" | (string & {});

/** Open: the server may send values that are not listed. */
export type NodeTolerationOperator = "EQUAL" | "EXISTS" | (string & {});

/** Closed: the server takes no other value. */
export type UpdateStrategy = "MERGE" | "REPLACE";

export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;

export interface AWSEnv {
  name: string;
  spec: AWSEnvSpec;
  specRevision: number;
  status: AWSEnvStatus;
}

export interface AWSEnvBackupsCustomBucketSpec {
  name: string;
  region: string;
  roleARN: string;
}

export interface AWSEnvBackupsCustomBucketSpecInput {
  name: string;
  region: string;
  roleARN: string;
}

export interface AWSEnvBackupsSpec {
  customBucket: Maybe<AWSEnvBackupsCustomBucketSpec>;
}

export interface AWSEnvBackupsSpecInput {
  customBucket?: InputMaybe<AWSEnvBackupsCustomBucketSpecInput>;
}

export interface AWSEnvEndpointSpec {
  alias: Maybe<string>;
  privateDNS: boolean;
  serviceName: string;
}

export interface AWSEnvEndpointSpecInput {
  alias?: InputMaybe<string>;
  privateDNS?: InputMaybe<boolean>;
  serviceName: string;
}

export interface AWSEnvExternalBucketSpec {
  kmsKeyARN: Maybe<string>;
  name: string;
}

export interface AWSEnvExternalBucketSpecInput {
  kmsKeyARN?: InputMaybe<string>;
  name: string;
}

export interface AWSEnvFilter {
  names?: InputMaybe<Array<string>>;
}

export interface AWSEnvHosted {
  name: string;
  spec: AWSEnvHostedSpec;
  specRevision: number;
  status: AWSEnvHostedStatus;
}

export interface AWSEnvHostedBackupsCustomBucketSpec {
  name: string;
  region: string;
  roleARN: string;
}

export interface AWSEnvHostedBackupsCustomBucketSpecInput {
  name: string;
  region: string;
  roleARN: string;
}

export interface AWSEnvHostedBackupsSpec {
  customBucket: Maybe<AWSEnvHostedBackupsCustomBucketSpec>;
}

export interface AWSEnvHostedBackupsSpecInput {
  customBucket?: InputMaybe<AWSEnvHostedBackupsCustomBucketSpecInput>;
}

export interface AWSEnvHostedEndpointSpec {
  alias: Maybe<string>;
  serviceName: string;
}

export interface AWSEnvHostedEndpointSpecInput {
  alias?: InputMaybe<string>;
  serviceName: string;
}

export interface AWSEnvHostedExternalBucketSpec {
  kmsKeyARN: Maybe<string>;
  name: string;
}

export interface AWSEnvHostedExternalBucketSpecInput {
  kmsKeyARN?: InputMaybe<string>;
  name: string;
}

export interface AWSEnvHostedFilter {
  names?: InputMaybe<Array<string>>;
}

export interface AWSEnvHostedIcebergCatalogInputSpec {
  anonymousAccessEnabled?: InputMaybe<boolean>;
  customS3Bucket?: InputMaybe<string>;
  customS3BucketPath?: InputMaybe<string>;
  customS3TableBucketARN?: InputMaybe<string>;
  maintenance?: InputMaybe<AWSEnvHostedIcebergCatalogMaintenanceInputSpec>;
  name?: InputMaybe<string>;
  region?: InputMaybe<string>;
  type: AWSEnvHostedIcebergCatalogTypeSpec;
  watches?: InputMaybe<Array<AWSEnvHostedIcebergCatalogWatchInputSpec>>;
}

export interface AWSEnvHostedIcebergCatalogMaintenanceInputSpec {
  enabled: boolean;
}

export interface AWSEnvHostedIcebergCatalogMaintenanceSpec {
  enabled: boolean;
}

export interface AWSEnvHostedIcebergCatalogSpec {
  anonymousAccessEnabled: Maybe<boolean>;
  customS3Bucket: Maybe<string>;
  customS3BucketPath: Maybe<string>;
  customS3TableBucketARN: Maybe<string>;
  maintenance: AWSEnvHostedIcebergCatalogMaintenanceSpec;
  name: Maybe<string>;
  region: Maybe<string>;
  type: AWSEnvHostedIcebergCatalogTypeSpec;
  watches: Array<AWSEnvHostedIcebergCatalogWatchSpec>;
}

export interface AWSEnvHostedIcebergCatalogWatchInputSpec {
  pathsRelativeToTableLocation?: InputMaybe<Array<string>>;
  table: string;
}

export interface AWSEnvHostedIcebergCatalogWatchSpec {
  pathsRelativeToTableLocation: Array<string>;
  table: string;
}

export interface AWSEnvHostedIcebergInputSpec {
  catalogs?: InputMaybe<Array<AWSEnvHostedIcebergCatalogInputSpec>>;
}

export interface AWSEnvHostedIcebergSpec {
  catalogs: Array<AWSEnvHostedIcebergCatalogSpec>;
}

export interface AWSEnvHostedIcebergUpdateInputSpec {
  catalogs?: InputMaybe<Array<AWSEnvHostedIcebergCatalogInputSpec>>;
  catalogsToDelete?: InputMaybe<Array<string>>;
}

export interface AWSEnvHostedLoadBalancerInternalSpec {
  enabled: boolean;
  endpointServiceAllowedPrincipals: Array<string>;
  endpointServiceSupportedRegions: Array<string>;
  sourceIPRanges: Array<string>;
}

export interface AWSEnvHostedLoadBalancerInternalSpecInput {
  enabled?: InputMaybe<boolean>;
  endpointServiceAllowedPrincipals?: InputMaybe<Array<string>>;
  endpointServiceSupportedRegions?: InputMaybe<Array<string>>;
  sourceIPRanges?: InputMaybe<Array<string>>;
}

export interface AWSEnvHostedLoadBalancerInternalStatus {
  endpointServiceName: Maybe<string>;
}

export interface AWSEnvHostedLoadBalancerPublicSpec {
  enabled: boolean;
  sourceIPRanges: Array<string>;
}

export interface AWSEnvHostedLoadBalancerPublicSpecInput {
  enabled?: InputMaybe<boolean>;
  sourceIPRanges?: InputMaybe<Array<string>>;
}

export interface AWSEnvHostedLoadBalancersSpec {
  internal: AWSEnvHostedLoadBalancerInternalSpec;
  public: AWSEnvHostedLoadBalancerPublicSpec;
}

export interface AWSEnvHostedLoadBalancersSpecInput {
  internal?: InputMaybe<AWSEnvHostedLoadBalancerInternalSpecInput>;
  public?: InputMaybe<AWSEnvHostedLoadBalancerPublicSpecInput>;
}

export interface AWSEnvHostedLoadBalancersStatus {
  internal: AWSEnvHostedLoadBalancerInternalStatus;
}

export interface AWSEnvHostedNodeGroupSpec {
  capacityPerZone: number;
  name: string;
  nodeType: string;
  reservations: Array<NodeReservation>;
  zoneIDs: Array<string>;
}

export interface AWSEnvHostedNodeGroupSpecInput {
  capacityPerZone: number;
  name?: InputMaybe<string>;
  nodeType: string;
  reservations?: InputMaybe<Array<NodeReservation>>;
  zoneIDs?: InputMaybe<Array<string>>;
}

export interface AWSEnvHostedSpec {
  backups: Maybe<AWSEnvHostedBackupsSpec>;
  cidr: string;
  clickHouseClusters: Array<ClickHouseClusterSpec>;
  clickHouseKeepers: Array<ClickHouseKeeperSpec>;
  customDomains: Array<string>;
  datadog: DatadogSpec;
  endpoints: Array<AWSEnvHostedEndpointSpec>;
  externalBuckets: Array<AWSEnvHostedExternalBucketSpec>;
  iceberg: Maybe<AWSEnvHostedIcebergSpec>;
  kmsKeyARN: Maybe<string>;
  loadBalancers: AWSEnvHostedLoadBalancersSpec;
  maintenanceWindows: Array<MaintenanceWindowSpec>;
  metricsEndpoint: MetricsEndpointSpec;
  nodeGroups: Array<AWSEnvHostedNodeGroupSpec>;
  region: string;
  resourcePrefix: string;
  zoneIDs: Array<string>;
}

export interface AWSEnvHostedStatus {
  appliedSpecRevision: number;
  errors: Array<EnvStatusError>;
  loadBalancers: AWSEnvHostedLoadBalancersStatus;
  pendingDelete: boolean;
}

export interface AWSEnvHostedUpdateSpecInput {
  backups?: InputMaybe<AWSEnvHostedBackupsSpecInput>;
  clickHouseClusters?: InputMaybe<Array<ClickHouseClusterUpdateSpecInput>>;
  clickHouseClustersToDelete?: InputMaybe<Array<string>>;
  clickHouseKeepers?: InputMaybe<Array<ClickHouseKeeperUpdateSpecInput>>;
  clickHouseKeepersToDelete?: InputMaybe<Array<string>>;
  customDomains?: InputMaybe<Array<string>>;
  datadog?: InputMaybe<DatadogSpecInput>;
  endpoints?: InputMaybe<Array<AWSEnvHostedEndpointSpecInput>>;
  externalBuckets?: InputMaybe<Array<AWSEnvHostedExternalBucketSpecInput>>;
  iceberg?: InputMaybe<AWSEnvHostedIcebergUpdateInputSpec>;
  loadBalancers?: InputMaybe<AWSEnvHostedLoadBalancersSpecInput>;
  maintenanceWindows?: InputMaybe<Array<MaintenanceWindowSpecInput>>;
  metricsEndpoint?: InputMaybe<MetricsEndpointSpecInput>;
  nodeGroups?: InputMaybe<Array<AWSEnvHostedNodeGroupSpecInput>>;
  numberOfZones?: InputMaybe<number>;
  zoneIDs?: InputMaybe<Array<string>>;
}

export interface AWSEnvLoadBalancerInternalSpec {
  crossZone: boolean;
  enabled: boolean;
  endpointServiceAllowedPrincipals: Array<string>;
  endpointServiceSupportedRegions: Array<string>;
  sourceIPRanges: Array<string>;
}

export interface AWSEnvLoadBalancerInternalSpecInput {
  crossZone?: InputMaybe<boolean>;
  enabled?: InputMaybe<boolean>;
  endpointServiceAllowedPrincipals?: InputMaybe<Array<string>>;
  endpointServiceSupportedRegions?: InputMaybe<Array<string>>;
  sourceIPRanges?: InputMaybe<Array<string>>;
}

export interface AWSEnvLoadBalancerInternalStatus {
  endpointServiceName: Maybe<string>;
}

export interface AWSEnvLoadBalancerPublicSpec {
  crossZone: boolean;
  enabled: boolean;
  sourceIPRanges: Array<string>;
}

export interface AWSEnvLoadBalancerPublicSpecInput {
  crossZone?: InputMaybe<boolean>;
  enabled?: InputMaybe<boolean>;
  sourceIPRanges?: InputMaybe<Array<string>>;
}

export interface AWSEnvLoadBalancersSpec {
  internal: AWSEnvLoadBalancerInternalSpec;
  public: AWSEnvLoadBalancerPublicSpec;
}

export interface AWSEnvLoadBalancersSpecInput {
  internal?: InputMaybe<AWSEnvLoadBalancerInternalSpecInput>;
  public?: InputMaybe<AWSEnvLoadBalancerPublicSpecInput>;
}

export interface AWSEnvLoadBalancersStatus {
  internal: AWSEnvLoadBalancerInternalStatus;
}

export interface AWSEnvNodeGroupSpec {
  capacityPerZone: number;
  name: string;
  nodeType: string;
  reservations: Array<NodeReservation>;
  zones: Array<string>;
}

export interface AWSEnvNodeGroupSpecInput {
  capacityPerZone: number;
  name?: InputMaybe<string>;
  nodeType: string;
  reservations?: InputMaybe<Array<NodeReservation>>;
  zones?: InputMaybe<Array<string>>;
}

export interface AWSEnvPeeringConnectionSpec {
  awsAccountID: Maybe<string>;
  vpcID: string;
  vpcRegion: Maybe<string>;
}

export interface AWSEnvPeeringConnectionSpecInput {
  awsAccountID?: InputMaybe<string>;
  vpcID: string;
  vpcRegion?: InputMaybe<string>;
}

export interface AWSEnvPeeringConnectionStatus {
  id: Maybe<string>;
  vpcID: string;
}

export interface AWSEnvSpec {
  NAT: boolean;
  awsAccountID: string;
  backups: Maybe<AWSEnvBackupsSpec>;
  cidr: string;
  clickHouseClusters: Array<ClickHouseClusterSpec>;
  clickHouseKeepers: Array<ClickHouseKeeperSpec>;
  cloudConnect: boolean;
  /** @deprecated */
  customDomain: Maybe<string>;
  customDomains: Array<string>;
  datadog: DatadogSpec;
  eksLogging: boolean;
  endpoints: Array<AWSEnvEndpointSpec>;
  externalBuckets: Array<AWSEnvExternalBucketSpec>;
  iceberg: Maybe<IcebergSpec>;
  kmsKeyARN: Maybe<string>;
  loadBalancers: AWSEnvLoadBalancersSpec;
  loadBalancingStrategy: LoadBalancingStrategy;
  maintenanceWindows: Array<MaintenanceWindowSpec>;
  metricsEndpoint: MetricsEndpointSpec;
  nodeGroups: Array<AWSEnvNodeGroupSpec>;
  peeringConnections: Array<AWSEnvPeeringConnectionSpec>;
  permissionsBoundaryPolicyArn: Maybe<string>;
  region: string;
  resourcePrefix: string;
  tags: Array<KeyValue>;
  zones: Array<string>;
}

export interface AWSEnvStatus {
  appliedSpecRevision: number;
  awsResources: Array<AWSResource>;
  errors: Array<EnvStatusError>;
  loadBalancers: AWSEnvLoadBalancersStatus;
  peeringConnections: Array<AWSEnvPeeringConnectionStatus>;
  pendingDelete: boolean;
}

export interface AWSEnvUpdateSpecInput {
  backups?: InputMaybe<AWSEnvBackupsSpecInput>;
  clickHouseClusters?: InputMaybe<Array<ClickHouseClusterUpdateSpecInput>>;
  clickHouseClustersToDelete?: InputMaybe<Array<string>>;
  clickHouseKeepers?: InputMaybe<Array<ClickHouseKeeperUpdateSpecInput>>;
  clickHouseKeepersToDelete?: InputMaybe<Array<string>>;
  /** @deprecated */
  customDomain?: InputMaybe<string>;
  customDomains?: InputMaybe<Array<string>>;
  datadog?: InputMaybe<DatadogSpecInput>;
  eksLogging?: InputMaybe<boolean>;
  endpoints?: InputMaybe<Array<AWSEnvEndpointSpecInput>>;
  externalBuckets?: InputMaybe<Array<AWSEnvExternalBucketSpecInput>>;
  iceberg?: InputMaybe<IcebergUpdateInputSpec>;
  loadBalancers?: InputMaybe<AWSEnvLoadBalancersSpecInput>;
  loadBalancingStrategy?: InputMaybe<LoadBalancingStrategy>;
  maintenanceWindows?: InputMaybe<Array<MaintenanceWindowSpecInput>>;
  metricsEndpoint?: InputMaybe<MetricsEndpointSpecInput>;
  nodeGroups?: InputMaybe<Array<AWSEnvNodeGroupSpecInput>>;
  numberOfZones?: InputMaybe<number>;
  peeringConnections?: InputMaybe<Array<AWSEnvPeeringConnectionSpecInput>>;
  tags?: InputMaybe<Array<KeyValueInput>>;
  zones?: InputMaybe<Array<string>>;
}

export interface AWSResource {
  arn: string;
  id: string;
  name: string;
}

export interface AzureEnv {
  name: string;
  spec: AzureEnvSpec;
  specRevision: number;
  status: AzureEnvStatus;
}

export interface AzureEnvFilter {
  names?: InputMaybe<Array<string>>;
}

export interface AzureEnvLoadBalancerInternalSpec {
  enabled: boolean;
  sourceIPRanges: Array<string>;
}

export interface AzureEnvLoadBalancerInternalSpecInput {
  enabled?: InputMaybe<boolean>;
  sourceIPRanges?: InputMaybe<Array<string>>;
}

export interface AzureEnvLoadBalancerInternalStatus {
  privateLinkServiceAlias: Maybe<string>;
}

export interface AzureEnvLoadBalancerPublicSpec {
  enabled: boolean;
  sourceIPRanges: Array<string>;
}

export interface AzureEnvLoadBalancerPublicSpecInput {
  enabled?: InputMaybe<boolean>;
  sourceIPRanges?: InputMaybe<Array<string>>;
}

export interface AzureEnvLoadBalancersSpec {
  internal: AzureEnvLoadBalancerInternalSpec;
  public: AzureEnvLoadBalancerPublicSpec;
}

export interface AzureEnvLoadBalancersSpecInput {
  internal?: InputMaybe<AzureEnvLoadBalancerInternalSpecInput>;
  public?: InputMaybe<AzureEnvLoadBalancerPublicSpecInput>;
}

export interface AzureEnvLoadBalancersStatus {
  internal: AzureEnvLoadBalancerInternalStatus;
}

export interface AzureEnvNodeGroupSpec {
  capacityPerZone: number;
  name: string;
  nodeType: string;
  reservations: Array<NodeReservation>;
  zones: Array<string>;
}

export interface AzureEnvNodeGroupSpecInput {
  capacityPerZone: number;
  name?: InputMaybe<string>;
  nodeType: string;
  reservations?: InputMaybe<Array<NodeReservation>>;
  zones?: InputMaybe<Array<string>>;
}

export interface AzureEnvSpec {
  aksSKUTier: AKSSKUTier;
  aksSupportPolicy: AKSSupportPolicy;
  cidr: string;
  clickHouseClusters: Array<ClickHouseClusterSpec>;
  clickHouseKeepers: Array<ClickHouseKeeperSpec>;
  cloudConnect: boolean;
  /** @deprecated */
  customDomain: Maybe<string>;
  customDomains: Array<string>;
  datadog: DatadogSpec;
  loadBalancers: AzureEnvLoadBalancersSpec;
  loadBalancingStrategy: LoadBalancingStrategy;
  maintenanceWindows: Array<MaintenanceWindowSpec>;
  metricsEndpoint: MetricsEndpointSpec;
  nodeGroups: Array<AzureEnvNodeGroupSpec>;
  privateLinkService: PrivateLinkServiceSpec;
  region: string;
  subscriptionID: string;
  tags: Array<KeyValue>;
  tenantID: string;
  zones: Array<string>;
}

export interface AzureEnvStatus {
  appliedSpecRevision: number;
  errors: Array<EnvStatusError>;
  loadBalancers: AzureEnvLoadBalancersStatus;
  pendingDelete: boolean;
}

export interface ClickHouseClusterCreateSpecInput {
  additionalDisks?: InputMaybe<Array<ClickHouseDiskCreateSpecInput>>;
  disk: ClickHouseDiskCreateSpecInput;
  image: string;
  instanceType: string;
  keeper: ClickHouseKeeperSpecInput;
  mode?: InputMaybe<ClickHouseClusterModeSpec>;
  name: string;
  profiles?: InputMaybe<Array<ClickHouseProfileCreateSpecInput>>;
  replicas: number;
  settings?: InputMaybe<Array<ClickHouseSettingSpecInput>>;
  shards: number;
  stopped?: InputMaybe<boolean>;
  users?: InputMaybe<Array<ClickHouseUserSpecInput>>;
  zones?: InputMaybe<Array<string>>;
}

export interface ClickHouseClusterSpec {
  additionalDisks: Array<ClickHouseDiskSpec>;
  disk: ClickHouseDiskSpec;
  image: string;
  instanceType: string;
  keeper: Maybe<ClickHouseKeeperRefSpec>;
  mode: ClickHouseClusterModeSpec;
  name: string;
  profiles: Array<ClickHouseProfileSpec>;
  replicas: number;
  settings: Array<ClickHouseSettingSpec>;
  shards: number;
  stopped: boolean;
  users: Array<ClickHouseUserSpec>;
  zones: Array<string>;
}

export interface ClickHouseClusterUpdateSpecInput {
  additionalDisks?: InputMaybe<Array<ClickHouseDiskUpdateSpecInput>>;
  additionalDisksToDelete?: InputMaybe<Array<string>>;
  disk?: InputMaybe<ClickHouseDiskUpdateSpecInput>;
  image?: InputMaybe<string>;
  instanceType?: InputMaybe<string>;
  keeper?: InputMaybe<ClickHouseKeeperSpecInput>;
  name: string;
  profiles?: InputMaybe<Array<ClickHouseProfileUpdateSpecInput>>;
  profilesToDelete?: InputMaybe<Array<string>>;
  replicas?: InputMaybe<number>;
  settings?: InputMaybe<Array<ClickHouseSettingSpecInput>>;
  settingsToDelete?: InputMaybe<Array<string>>;
  shards?: InputMaybe<number>;
  stopped?: InputMaybe<boolean>;
  users?: InputMaybe<Array<ClickHouseUserSpecInput>>;
  usersToDelete?: InputMaybe<Array<string>>;
}

export interface ClickHouseDiskCreateSpecInput {
  iops?: InputMaybe<number>;
  name: string;
  size?: InputMaybe<number>;
  storageClass?: InputMaybe<string>;
  throughput?: InputMaybe<number>;
}

export interface ClickHouseDiskSpec {
  iops: number;
  name: string;
  size: number;
  storageClass: string;
  throughput: number;
}

export interface ClickHouseDiskUpdateSpecInput {
  iops?: InputMaybe<number>;
  name: string;
  size?: InputMaybe<number>;
  throughput?: InputMaybe<number>;
}

export interface ClickHouseKeeperCreateSpecInput {
  disk: ClickHouseDiskCreateSpecInput;
  ha?: InputMaybe<boolean>;
  instanceType: string;
  name: string;
  stopped?: InputMaybe<boolean>;
  zones?: InputMaybe<Array<string>>;
}

export interface ClickHouseKeeperRefSpec {
  name: string;
}

export interface ClickHouseKeeperSpec {
  disk: ClickHouseDiskSpec;
  ha: boolean;
  instanceType: string;
  name: string;
  stopped: boolean;
  zones: Array<string>;
}

export interface ClickHouseKeeperSpecInput {
  enabled: boolean;
  name: string;
}

export interface ClickHouseKeeperUpdateSpecInput {
  disk?: InputMaybe<ClickHouseDiskUpdateSpecInput>;
  ha?: InputMaybe<boolean>;
  instanceType?: InputMaybe<string>;
  name: string;
  stopped?: InputMaybe<boolean>;
}

export interface ClickHouseProfileCreateSpecInput {
  name: string;
  settings?: InputMaybe<Array<ClickHouseSettingSpecInput>>;
}

export interface ClickHouseProfileSpec {
  name: string;
  settings: Array<ClickHouseSettingSpec>;
}

export interface ClickHouseProfileUpdateSpecInput {
  name: string;
  settings?: InputMaybe<Array<ClickHouseSettingSpecInput>>;
  settingsToDelete?: InputMaybe<Array<string>>;
}

export interface ClickHouseSecretRefSpec {
  key: string;
  name: string;
}

export interface ClickHouseSecretRefSpecInput {
  key: string;
  name: string;
}

export interface ClickHouseSettingSpec {
  key: string;
  value: string;
  valueFromSecret: Maybe<ClickHouseSecretRefSpec>;
}

export interface ClickHouseSettingSpecInput {
  key: string;
  value?: InputMaybe<string>;
  valueFromSecret?: InputMaybe<ClickHouseSecretRefSpecInput>;
}

export interface ClickHouseUserSpec {
  accessManagement: boolean;
  allowedCIDRs: Array<string>;
  databases: Array<string>;
  name: string;
  namedCollectionControl: boolean;
  passwordType: Maybe<ClickHouseUserPasswordTypeSpec>;
  passwordValueFromSecret: Maybe<ClickHouseSecretRefSpec>;
  profile: string;
  quota: string;
  showNamedCollections: boolean;
  showNamedCollectionsSecrets: boolean;
}

export interface ClickHouseUserSpecInput {
  accessManagement?: InputMaybe<boolean>;
  allowedCIDRs?: InputMaybe<Array<string>>;
  databases?: InputMaybe<Array<string>>;
  name: string;
  namedCollectionControl?: InputMaybe<boolean>;
  passwordType?: InputMaybe<ClickHouseUserPasswordTypeSpecInput>;
  passwordValue?: InputMaybe<string>;
  passwordValueFromSecret?: InputMaybe<ClickHouseSecretRefSpecInput>;
  profile?: InputMaybe<string>;
  quota?: InputMaybe<string>;
  showNamedCollections?: InputMaybe<boolean>;
  showNamedCollectionsSecrets?: InputMaybe<boolean>;
}

export interface CodeGenEnvOutput {
  terraform: string;
}

export interface CreateAWSEnvHostedInput {
  name: string;
  spec: CreateAWSEnvHostedSpecInput;
}

export interface CreateAWSEnvHostedResult {
  mutationId: string;
  spec: AWSEnvHostedSpec;
  specRevision: number;
}

export interface CreateAWSEnvHostedSpecInput {
  backups?: InputMaybe<AWSEnvHostedBackupsSpecInput>;
  clickHouseClusters?: InputMaybe<Array<ClickHouseClusterCreateSpecInput>>;
  clickHouseKeepers?: InputMaybe<Array<ClickHouseKeeperCreateSpecInput>>;
  customDomains?: InputMaybe<Array<string>>;
  datadog?: InputMaybe<DatadogSpecInput>;
  endpoints?: InputMaybe<Array<AWSEnvHostedEndpointSpecInput>>;
  externalBuckets?: InputMaybe<Array<AWSEnvHostedExternalBucketSpecInput>>;
  iceberg?: InputMaybe<AWSEnvHostedIcebergInputSpec>;
  kmsKeyARN?: InputMaybe<string>;
  loadBalancers?: InputMaybe<AWSEnvHostedLoadBalancersSpecInput>;
  maintenanceWindows?: InputMaybe<Array<MaintenanceWindowSpecInput>>;
  metricsEndpoint?: InputMaybe<MetricsEndpointSpecInput>;
  nodeGroups: Array<AWSEnvHostedNodeGroupSpecInput>;
  numberOfZones?: InputMaybe<number>;
  region: string;
  resourcePrefix?: InputMaybe<string>;
  zoneIDs?: InputMaybe<Array<string>>;
}

export interface CreateAWSEnvInput {
  name: string;
  spec: CreateAWSEnvSpecInput;
}

export interface CreateAWSEnvResult {
  mutationId: string;
  spec: AWSEnvSpec;
  specRevision: number;
}

export interface CreateAWSEnvSpecInput {
  NAT?: InputMaybe<boolean>;
  awsAccountID: string;
  backups?: InputMaybe<AWSEnvBackupsSpecInput>;
  cidr: string;
  clickHouseClusters?: InputMaybe<Array<ClickHouseClusterCreateSpecInput>>;
  clickHouseKeepers?: InputMaybe<Array<ClickHouseKeeperCreateSpecInput>>;
  cloudConnect?: InputMaybe<boolean>;
  /** @deprecated */
  customDomain?: InputMaybe<string>;
  customDomains?: InputMaybe<Array<string>>;
  datadog?: InputMaybe<DatadogSpecInput>;
  eksLogging?: InputMaybe<boolean>;
  endpoints?: InputMaybe<Array<AWSEnvEndpointSpecInput>>;
  externalBuckets?: InputMaybe<Array<AWSEnvExternalBucketSpecInput>>;
  iceberg?: InputMaybe<IcebergInputSpec>;
  kmsKeyARN?: InputMaybe<string>;
  loadBalancers?: InputMaybe<AWSEnvLoadBalancersSpecInput>;
  loadBalancingStrategy?: InputMaybe<LoadBalancingStrategy>;
  maintenanceWindows?: InputMaybe<Array<MaintenanceWindowSpecInput>>;
  metricsEndpoint?: InputMaybe<MetricsEndpointSpecInput>;
  nodeGroups: Array<AWSEnvNodeGroupSpecInput>;
  numberOfZones?: InputMaybe<number>;
  peeringConnections?: InputMaybe<Array<AWSEnvPeeringConnectionSpecInput>>;
  permissionsBoundaryPolicyArn?: InputMaybe<string>;
  region: string;
  resourcePrefix?: InputMaybe<string>;
  tags?: InputMaybe<Array<KeyValueInput>>;
  zones?: InputMaybe<Array<string>>;
}

export interface CreateAzureEnvInput {
  name: string;
  spec: CreateAzureEnvSpecInput;
}

export interface CreateAzureEnvResult {
  mutationId: string;
  spec: AzureEnvSpec;
  specRevision: number;
}

export interface CreateAzureEnvSpecInput {
  aksSKUTier?: InputMaybe<AKSSKUTier>;
  aksSupportPolicy?: InputMaybe<AKSSupportPolicy>;
  cidr: string;
  clickHouseClusters?: InputMaybe<Array<ClickHouseClusterCreateSpecInput>>;
  clickHouseKeepers?: InputMaybe<Array<ClickHouseKeeperCreateSpecInput>>;
  cloudConnect?: InputMaybe<boolean>;
  /** @deprecated */
  customDomain?: InputMaybe<string>;
  customDomains?: InputMaybe<Array<string>>;
  datadog?: InputMaybe<DatadogSpecInput>;
  loadBalancers?: InputMaybe<AzureEnvLoadBalancersSpecInput>;
  loadBalancingStrategy?: InputMaybe<LoadBalancingStrategy>;
  maintenanceWindows?: InputMaybe<Array<MaintenanceWindowSpecInput>>;
  metricsEndpoint?: InputMaybe<MetricsEndpointSpecInput>;
  nodeGroups: Array<AzureEnvNodeGroupSpecInput>;
  numberOfZones?: InputMaybe<number>;
  privateLinkService?: InputMaybe<PrivateLinkServiceSpecInput>;
  region: string;
  subscriptionID: string;
  tags?: InputMaybe<Array<KeyValueInput>>;
  tenantID: string;
  zones?: InputMaybe<Array<string>>;
}

export interface CreateGCPEnvInput {
  name: string;
  spec: CreateGCPEnvSpecInput;
}

export interface CreateGCPEnvResult {
  mutationId: string;
  spec: GCPEnvSpec;
  specRevision: number;
}

export interface CreateGCPEnvSpecInput {
  cidr: string;
  clickHouseClusters?: InputMaybe<Array<ClickHouseClusterCreateSpecInput>>;
  clickHouseKeepers?: InputMaybe<Array<ClickHouseKeeperCreateSpecInput>>;
  cloudConnect?: InputMaybe<boolean>;
  /** @deprecated */
  customDomain?: InputMaybe<string>;
  customDomains?: InputMaybe<Array<string>>;
  datadog?: InputMaybe<DatadogSpecInput>;
  gcpProjectId: string;
  labels?: InputMaybe<Array<KeyValueInput>>;
  loadBalancers?: InputMaybe<GCPEnvLoadBalancersSpecInput>;
  loadBalancingStrategy?: InputMaybe<LoadBalancingStrategy>;
  maintenanceWindows?: InputMaybe<Array<MaintenanceWindowSpecInput>>;
  metricsEndpoint?: InputMaybe<MetricsEndpointSpecInput>;
  nodeGroups: Array<GCPEnvNodeGroupSpecInput>;
  numberOfZones?: InputMaybe<number>;
  peeringConnections?: InputMaybe<Array<GCPEnvPeeringConnectionSpecInput>>;
  privateServiceConnections?: InputMaybe<Array<GCPEnvPrivateServiceConnectionSpecInput>>;
  privateServiceConsumers?: InputMaybe<Array<string>>;
  region: string;
  zones?: InputMaybe<Array<string>>;
}

export interface CreateHCloudEnvInput {
  name: string;
  spec: CreateHCloudEnvSpecInput;
}

export interface CreateHCloudEnvResult {
  mutationId: string;
  spec: HCloudEnvSpec;
  specRevision: number;
}

export interface CreateHCloudEnvSpecInput {
  cidr: string;
  clickHouseClusters?: InputMaybe<Array<ClickHouseClusterCreateSpecInput>>;
  clickHouseKeepers?: InputMaybe<Array<ClickHouseKeeperCreateSpecInput>>;
  cloudConnect?: InputMaybe<boolean>;
  /** @deprecated */
  customDomain?: InputMaybe<string>;
  customDomains?: InputMaybe<Array<string>>;
  datadog?: InputMaybe<DatadogSpecInput>;
  hcloudTokenEnc: string;
  labels?: InputMaybe<Array<KeyValueInput>>;
  loadBalancers?: InputMaybe<HCloudEnvLoadBalancersSpecInput>;
  loadBalancingStrategy?: InputMaybe<LoadBalancingStrategy>;
  locations: Array<string>;
  maintenanceWindows?: InputMaybe<Array<MaintenanceWindowSpecInput>>;
  metricsEndpoint?: InputMaybe<MetricsEndpointSpecInput>;
  networkZone: string;
  nodeGroups: Array<HCloudEnvNodeGroupSpecInput>;
  wireguardPeers?: InputMaybe<Array<HCloudEnvWireguardPeerSpecInput>>;
}

export interface CreateK8SEnvInput {
  name: string;
  spec: CreateK8SEnvSpecInput;
}

export interface CreateK8SEnvResult {
  mutationId: string;
  spec: K8SEnvSpec;
  specRevision: number;
}

export interface CreateK8SEnvSpecInput {
  clickHouseClusters?: InputMaybe<Array<ClickHouseClusterCreateSpecInput>>;
  clickHouseKeepers?: InputMaybe<Array<ClickHouseKeeperCreateSpecInput>>;
  /** @deprecated */
  customDomain?: InputMaybe<string>;
  customDomains?: InputMaybe<Array<string>>;
  customNodeTypes?: InputMaybe<Array<K8SEnvCustomNodeTypeSpecInput>>;
  datadog?: InputMaybe<DatadogSpecInput>;
  distribution: K8SDistribution;
  loadBalancers?: InputMaybe<K8SEnvLoadBalancersSpecInput>;
  loadBalancingStrategy?: InputMaybe<LoadBalancingStrategy>;
  logs?: InputMaybe<K8SEnvLogsSpecInput>;
  maintenanceWindows?: InputMaybe<Array<MaintenanceWindowSpecInput>>;
  metrics?: InputMaybe<K8SEnvMetricsSpecInput>;
  metricsEndpoint?: InputMaybe<MetricsEndpointSpecInput>;
  nodeGroups: Array<K8SEnvNodeGroupSpecInput>;
}

export interface DatadogSpec {
  domain: string;
  enabled: boolean;
  logsEnabled: boolean;
  metricsEnabled: boolean;
}

export interface DatadogSpecInput {
  domain?: InputMaybe<string>;
  enabled?: InputMaybe<boolean>;
  encApiKey?: InputMaybe<string>;
  logsEnabled?: InputMaybe<boolean>;
  metricsEnabled?: InputMaybe<boolean>;
}

export interface DeleteAWSEnvHostedInput {
  force?: InputMaybe<boolean>;
  forceDestroyClusters?: InputMaybe<boolean>;
  name: string;
}

export interface DeleteAWSEnvHostedResult {
  mutationId: string;
  pendingMFA: boolean;
}

export interface DeleteAWSEnvInput {
  force?: InputMaybe<boolean>;
  forceDestroyClusters?: InputMaybe<boolean>;
  name: string;
}

export interface DeleteAWSEnvResult {
  mutationId: string;
  pendingMFA: boolean;
}

export interface DeleteAzureEnvInput {
  force?: InputMaybe<boolean>;
  forceDestroyClusters?: InputMaybe<boolean>;
  name: string;
}

export interface DeleteAzureEnvResult {
  mutationId: string;
  pendingMFA: boolean;
}

export interface DeleteGCPEnvInput {
  force?: InputMaybe<boolean>;
  forceDestroyClusters?: InputMaybe<boolean>;
  name: string;
}

export interface DeleteGCPEnvResult {
  mutationId: string;
  pendingMFA: boolean;
}

export interface DeleteHCloudEnvInput {
  force?: InputMaybe<boolean>;
  forceDestroyClusters?: InputMaybe<boolean>;
  name: string;
}

export interface DeleteHCloudEnvResult {
  mutationId: string;
  pendingMFA: boolean;
}

export interface DeleteK8SEnvInput {
  force?: InputMaybe<boolean>;
  forceDestroyClusters?: InputMaybe<boolean>;
  name: string;
}

export interface DeleteK8SEnvResult {
  mutationId: string;
  pendingMFA: boolean;
}

export interface EnvStatusError {
  code: EnvStatusErrorCode;
  message: string;
}

export interface GCPEnv {
  name: string;
  spec: GCPEnvSpec;
  specRevision: number;
  status: GCPEnvStatus;
}

export interface GCPEnvFilter {
  names?: InputMaybe<Array<string>>;
}

export interface GCPEnvLoadBalancerInternalSpec {
  enabled: boolean;
  sourceIPRanges: Array<string>;
}

export interface GCPEnvLoadBalancerInternalSpecInput {
  enabled?: InputMaybe<boolean>;
  sourceIPRanges?: InputMaybe<Array<string>>;
}

export interface GCPEnvLoadBalancerPublicSpec {
  enabled: boolean;
  sourceIPRanges: Array<string>;
}

export interface GCPEnvLoadBalancerPublicSpecInput {
  enabled?: InputMaybe<boolean>;
  sourceIPRanges?: InputMaybe<Array<string>>;
}

export interface GCPEnvLoadBalancersSpec {
  internal: GCPEnvLoadBalancerInternalSpec;
  public: GCPEnvLoadBalancerPublicSpec;
}

export interface GCPEnvLoadBalancersSpecInput {
  internal?: InputMaybe<GCPEnvLoadBalancerInternalSpecInput>;
  public?: InputMaybe<GCPEnvLoadBalancerPublicSpecInput>;
}

export interface GCPEnvNodeGroupSpec {
  capacityPerZone: number;
  name: string;
  nodeType: string;
  reservations: Array<NodeReservation>;
  zones: Array<string>;
}

export interface GCPEnvNodeGroupSpecInput {
  capacityPerZone: number;
  name?: InputMaybe<string>;
  nodeType: string;
  reservations?: InputMaybe<Array<NodeReservation>>;
  zones?: InputMaybe<Array<string>>;
}

export interface GCPEnvPeeringConnectionSpec {
  networkName: string;
  projectID: Maybe<string>;
}

export interface GCPEnvPeeringConnectionSpecInput {
  networkName: string;
  projectID?: InputMaybe<string>;
}

export interface GCPEnvPrivateServiceConnectionSpec {
  alias: Maybe<string>;
  name: string;
  target: string;
}

export interface GCPEnvPrivateServiceConnectionSpecInput {
  alias?: InputMaybe<string>;
  name: string;
  target: string;
}

export interface GCPEnvSpec {
  cidr: string;
  clickHouseClusters: Array<ClickHouseClusterSpec>;
  clickHouseKeepers: Array<ClickHouseKeeperSpec>;
  cloudConnect: boolean;
  /** @deprecated */
  customDomain: Maybe<string>;
  customDomains: Array<string>;
  datadog: DatadogSpec;
  gcpProjectId: string;
  labels: Array<KeyValue>;
  loadBalancers: GCPEnvLoadBalancersSpec;
  loadBalancingStrategy: LoadBalancingStrategy;
  maintenanceWindows: Array<MaintenanceWindowSpec>;
  metricsEndpoint: MetricsEndpointSpec;
  nodeGroups: Array<GCPEnvNodeGroupSpec>;
  peeringConnections: Array<GCPEnvPeeringConnectionSpec>;
  privateServiceConnections: Array<GCPEnvPrivateServiceConnectionSpec>;
  privateServiceConsumers: Array<string>;
  region: string;
  zones: Array<string>;
}

export interface GCPEnvStatus {
  appliedSpecRevision: number;
  errors: Array<EnvStatusError>;
  pendingDelete: boolean;
}

export interface HCloudEnv {
  name: string;
  spec: HCloudEnvSpec;
  specRevision: number;
  status: HCloudEnvStatus;
}

export interface HCloudEnvFilter {
  names?: InputMaybe<Array<string>>;
}

export interface HCloudEnvLoadBalancerInternalSpec {
  enabled: boolean;
  sourceIPRanges: Array<string>;
}

export interface HCloudEnvLoadBalancerInternalSpecInput {
  enabled?: InputMaybe<boolean>;
  sourceIPRanges?: InputMaybe<Array<string>>;
}

export interface HCloudEnvLoadBalancerPublicSpec {
  enabled: boolean;
  sourceIPRanges: Array<string>;
}

export interface HCloudEnvLoadBalancerPublicSpecInput {
  enabled?: InputMaybe<boolean>;
  sourceIPRanges?: InputMaybe<Array<string>>;
}

export interface HCloudEnvLoadBalancersSpec {
  internal: HCloudEnvLoadBalancerInternalSpec;
  public: HCloudEnvLoadBalancerPublicSpec;
}

export interface HCloudEnvLoadBalancersSpecInput {
  internal?: InputMaybe<HCloudEnvLoadBalancerInternalSpecInput>;
  public?: InputMaybe<HCloudEnvLoadBalancerPublicSpecInput>;
}

export interface HCloudEnvNodeGroupSpec {
  capacityPerLocation: number;
  locations: Array<string>;
  name: string;
  nodeType: string;
  reservations: Array<NodeReservation>;
}

export interface HCloudEnvNodeGroupSpecInput {
  capacityPerLocation: number;
  locations?: InputMaybe<Array<string>>;
  name?: InputMaybe<string>;
  nodeType: string;
  reservations?: InputMaybe<Array<NodeReservation>>;
}

export interface HCloudEnvSpec {
  cidr: string;
  clickHouseClusters: Array<ClickHouseClusterSpec>;
  clickHouseKeepers: Array<ClickHouseKeeperSpec>;
  cloudConnect: boolean;
  /** @deprecated */
  customDomain: Maybe<string>;
  customDomains: Array<string>;
  datadog: DatadogSpec;
  labels: Array<KeyValue>;
  loadBalancers: HCloudEnvLoadBalancersSpec;
  loadBalancingStrategy: LoadBalancingStrategy;
  locations: Array<string>;
  maintenanceWindows: Array<MaintenanceWindowSpec>;
  metricsEndpoint: MetricsEndpointSpec;
  networkZone: string;
  nodeGroups: Array<HCloudEnvNodeGroupSpec>;
  wireguardPeers: Array<HCloudEnvWireguardPeerSpec>;
}

export interface HCloudEnvStatus {
  appliedSpecRevision: number;
  errors: Array<EnvStatusError>;
  pendingDelete: boolean;
}

export interface HCloudEnvWireguardPeerSpec {
  allowedIPs: Array<string>;
  endpoint: string;
  publicKey: string;
}

export interface HCloudEnvWireguardPeerSpecInput {
  allowedIPs: Array<string>;
  endpoint: string;
  publicKey: string;
}

export interface IcebergCatalogInputSpec {
  anonymousAccessEnabled?: InputMaybe<boolean>;
  assumeRoleARNRO?: InputMaybe<string>;
  assumeRoleARNRW?: InputMaybe<string>;
  awsRegion?: InputMaybe<string>;
  customS3Bucket?: InputMaybe<string>;
  customS3BucketPath?: InputMaybe<string>;
  customS3TableBucketARN?: InputMaybe<string>;
  maintenance?: InputMaybe<IcebergCatalogMaintenanceInputSpec>;
  name?: InputMaybe<string>;
  roleARN?: InputMaybe<string>;
  type: IcebergCatalogTypeSpec;
  watches?: InputMaybe<Array<IcebergCatalogWatchInputSpec>>;
}

export interface IcebergCatalogMaintenanceInputSpec {
  enabled: boolean;
}

export interface IcebergCatalogMaintenanceSpec {
  enabled: boolean;
}

export interface IcebergCatalogSpec {
  anonymousAccessEnabled: Maybe<boolean>;
  assumeRoleARNRO: Maybe<string>;
  assumeRoleARNRW: Maybe<string>;
  awsRegion: Maybe<string>;
  customS3Bucket: Maybe<string>;
  customS3BucketPath: Maybe<string>;
  customS3TableBucketARN: Maybe<string>;
  maintenance: IcebergCatalogMaintenanceSpec;
  name: Maybe<string>;
  roleARN: Maybe<string>;
  type: IcebergCatalogTypeSpec;
  watches: Array<IcebergCatalogWatchSpec>;
}

export interface IcebergCatalogWatchInputSpec {
  pathsRelativeToTableLocation?: InputMaybe<Array<string>>;
  table: string;
}

export interface IcebergCatalogWatchSpec {
  pathsRelativeToTableLocation: Array<string>;
  table: string;
}

export interface IcebergInputSpec {
  catalogs?: InputMaybe<Array<IcebergCatalogInputSpec>>;
}

export interface IcebergSpec {
  catalogs: Array<IcebergCatalogSpec>;
}

export interface IcebergUpdateInputSpec {
  catalogs?: InputMaybe<Array<IcebergCatalogInputSpec>>;
  catalogsToDelete?: InputMaybe<Array<string>>;
}

export interface K8SEnv {
  name: string;
  spec: K8SEnvSpec;
  specRevision: number;
  status: K8SEnvStatus;
}

export interface K8SEnvCustomNodeTypeSpec {
  cpuAllocatable: number;
  memAllocatableInBytes: number;
  name: string;
}

export interface K8SEnvCustomNodeTypeSpecInput {
  cpuAllocatable: number;
  memAllocatableInBytes: number;
  name: string;
}

export interface K8SEnvFilter {
  names?: InputMaybe<Array<string>>;
}

export interface K8SEnvLoadBalancerInternalSpec {
  annotations: Array<KeyValue>;
  enabled: boolean;
  sourceIPRanges: Array<string>;
}

export interface K8SEnvLoadBalancerInternalSpecInput {
  annotations?: InputMaybe<Array<KeyValueInput>>;
  enabled?: InputMaybe<boolean>;
  sourceIPRanges?: InputMaybe<Array<string>>;
}

export interface K8SEnvLoadBalancerPublicSpec {
  annotations: Array<KeyValue>;
  enabled: boolean;
  sourceIPRanges: Array<string>;
}

export interface K8SEnvLoadBalancerPublicSpecInput {
  annotations?: InputMaybe<Array<KeyValueInput>>;
  enabled?: InputMaybe<boolean>;
  sourceIPRanges?: InputMaybe<Array<string>>;
}

export interface K8SEnvLoadBalancersSpec {
  internal: K8SEnvLoadBalancerInternalSpec;
  public: K8SEnvLoadBalancerPublicSpec;
}

export interface K8SEnvLoadBalancersSpecInput {
  internal?: InputMaybe<K8SEnvLoadBalancerInternalSpecInput>;
  public?: InputMaybe<K8SEnvLoadBalancerPublicSpecInput>;
}

export interface K8SEnvLogsSpec {
  storage: K8SEnvLogsStorageSpec;
}

export interface K8SEnvLogsSpecInput {
  storage?: InputMaybe<K8SEnvSpecLogsStorageSpecInput>;
}

export interface K8SEnvLogsStorageGCSSpec {
  bucketName: Maybe<string>;
}

export interface K8SEnvLogsStorageS3Spec {
  bucketName: Maybe<string>;
  region: Maybe<string>;
}

export interface K8SEnvLogsStorageSpec {
  gcs: Maybe<K8SEnvLogsStorageGCSSpec>;
  s3: Maybe<K8SEnvLogsStorageS3Spec>;
}

export interface K8SEnvMetricsSpec {
  retentionPeriodInDays: Maybe<number>;
}

export interface K8SEnvMetricsSpecInput {
  retentionPeriodInDays?: InputMaybe<number>;
}

export interface K8SEnvNodeGroupSpec {
  capacityPerZone: number;
  name: string;
  nodeType: string;
  reservations: Array<NodeReservation>;
  selector: Array<KeyValue>;
  tolerations: Array<NodeToleration>;
  zones: Array<string>;
}

export interface K8SEnvNodeGroupSpecInput {
  capacityPerZone: number;
  name?: InputMaybe<string>;
  nodeType: string;
  reservations?: InputMaybe<Array<NodeReservation>>;
  selector?: InputMaybe<Array<KeyValueInput>>;
  tolerations?: InputMaybe<Array<NodeTolerationSpecInput>>;
  zones: Array<string>;
}

export interface K8SEnvSpec {
  clickHouseClusters: Array<ClickHouseClusterSpec>;
  clickHouseKeepers: Array<ClickHouseKeeperSpec>;
  /** @deprecated */
  customDomain: Maybe<string>;
  customDomains: Array<string>;
  customNodeTypes: Array<K8SEnvCustomNodeTypeSpec>;
  datadog: DatadogSpec;
  distribution: K8SDistribution;
  loadBalancers: K8SEnvLoadBalancersSpec;
  loadBalancingStrategy: LoadBalancingStrategy;
  logs: K8SEnvLogsSpec;
  maintenanceWindows: Array<MaintenanceWindowSpec>;
  metrics: K8SEnvMetricsSpec;
  metricsEndpoint: MetricsEndpointSpec;
  nodeGroups: Array<K8SEnvNodeGroupSpec>;
}

export interface K8SEnvSpecLogsStorageGCSSpecInput {
  bucketName?: InputMaybe<string>;
}

export interface K8SEnvSpecLogsStorageS3SpecInput {
  bucketName?: InputMaybe<string>;
  region?: InputMaybe<string>;
}

export interface K8SEnvSpecLogsStorageSpecInput {
  gcs?: InputMaybe<K8SEnvSpecLogsStorageGCSSpecInput>;
  s3?: InputMaybe<K8SEnvSpecLogsStorageS3SpecInput>;
}

export interface K8SEnvStatus {
  appliedSpecRevision: number;
  errors: Array<EnvStatusError>;
  pendingDelete: boolean;
}

export interface KeyValue {
  key: string;
  value: string;
}

export interface KeyValueInput {
  key: string;
  value: string;
}

export interface MaintenanceWindowSpec {
  days: Array<Day>;
  enabled: boolean;
  hour: number;
  lengthInHours: number;
  name: string;
}

export interface MaintenanceWindowSpecInput {
  days: Array<Day>;
  enabled?: InputMaybe<boolean>;
  hour: number;
  lengthInHours: number;
  name: string;
}

export interface MetricsEndpointSpec {
  enabled: boolean;
  sourceIPRanges: Array<string>;
}

export interface MetricsEndpointSpecInput {
  enabled?: InputMaybe<boolean>;
  sourceIPRanges?: InputMaybe<Array<string>>;
}

export interface Mutation {
  createAWSEnv: CreateAWSEnvResult;
  createAWSEnvHosted: CreateAWSEnvHostedResult;
  createAzureEnv: CreateAzureEnvResult;
  createGCPEnv: CreateGCPEnvResult;
  createHCloudEnv: CreateHCloudEnvResult;
  createK8SEnv: CreateK8SEnvResult;
  deleteAWSEnv: DeleteAWSEnvResult;
  deleteAWSEnvHosted: DeleteAWSEnvHostedResult;
  deleteAzureEnv: DeleteAzureEnvResult;
  deleteGCPEnv: DeleteGCPEnvResult;
  deleteHCloudEnv: DeleteHCloudEnvResult;
  deleteK8SEnv: DeleteK8SEnvResult;
  updateAWSEnv: UpdateAWSEnvResult;
  updateAWSEnvHosted: UpdateAWSEnvHostedResult;
  updateAzureEnv: UpdateAzureEnvResult;
  updateGCPEnv: UpdateGCPEnvResult;
  updateHCloudEnv: UpdateHCloudEnvResult;
  updateK8SEnv: UpdateK8SEnvResult;
}

export interface MutationCreateAWSEnvArgs {
  input: CreateAWSEnvInput;
}

export interface MutationCreateAWSEnvHostedArgs {
  input: CreateAWSEnvHostedInput;
}

export interface MutationCreateAzureEnvArgs {
  input: CreateAzureEnvInput;
}

export interface MutationCreateGCPEnvArgs {
  input: CreateGCPEnvInput;
}

export interface MutationCreateHCloudEnvArgs {
  input: CreateHCloudEnvInput;
}

export interface MutationCreateK8SEnvArgs {
  input: CreateK8SEnvInput;
}

export interface MutationDeleteAWSEnvArgs {
  input: DeleteAWSEnvInput;
}

export interface MutationDeleteAWSEnvHostedArgs {
  input: DeleteAWSEnvHostedInput;
}

export interface MutationDeleteAzureEnvArgs {
  input: DeleteAzureEnvInput;
}

export interface MutationDeleteGCPEnvArgs {
  input: DeleteGCPEnvInput;
}

export interface MutationDeleteHCloudEnvArgs {
  input: DeleteHCloudEnvInput;
}

export interface MutationDeleteK8SEnvArgs {
  input: DeleteK8SEnvInput;
}

export interface MutationUpdateAWSEnvArgs {
  input: UpdateAWSEnvInput;
}

export interface MutationUpdateAWSEnvHostedArgs {
  input: UpdateAWSEnvHostedInput;
}

export interface MutationUpdateAzureEnvArgs {
  input: UpdateAzureEnvInput;
}

export interface MutationUpdateGCPEnvArgs {
  input: UpdateGCPEnvInput;
}

export interface MutationUpdateHCloudEnvArgs {
  input: UpdateHCloudEnvInput;
}

export interface MutationUpdateK8SEnvArgs {
  input: UpdateK8SEnvInput;
}

export interface NodeToleration {
  effect: NodeTolerationEffect;
  key: string;
  operator: NodeTolerationOperator;
  value: string;
}

export interface NodeTolerationSpecInput {
  effect: NodeTolerationEffect;
  key: string;
  operator: NodeTolerationOperator;
  value: string;
}

export interface PrivateLinkServiceSpec {
  allowedSubscriptions: Array<string>;
}

export interface PrivateLinkServiceSpecInput {
  allowedSubscriptions: Array<string>;
}

export interface Query {
  awsEnv: Maybe<AWSEnv>;
  awsEnvHosted: Maybe<AWSEnvHosted>;
  awsEnvs: Array<AWSEnv>;
  awsEnvsHosted: Array<AWSEnvHosted>;
  azureEnv: Maybe<AzureEnv>;
  azureEnvs: Array<AzureEnv>;
  codeGenAWSEnv: CodeGenEnvOutput;
  codeGenAzureEnv: CodeGenEnvOutput;
  codeGenGCPEnv: CodeGenEnvOutput;
  codeGenHCloudEnv: CodeGenEnvOutput;
  codeGenK8SEnv: CodeGenEnvOutput;
  gcpEnv: Maybe<GCPEnv>;
  gcpEnvs: Array<GCPEnv>;
  hcloudEnv: Maybe<HCloudEnv>;
  hcloudEnvs: Array<HCloudEnv>;
  k8sEnv: Maybe<K8SEnv>;
  k8sEnvs: Array<K8SEnv>;
}

export interface QueryAwsEnvArgs {
  name: string;
}

export interface QueryAwsEnvHostedArgs {
  name: string;
}

export interface QueryAwsEnvsArgs {
  filter?: InputMaybe<AWSEnvFilter>;
}

export interface QueryAwsEnvsHostedArgs {
  filter?: InputMaybe<AWSEnvHostedFilter>;
}

export interface QueryAzureEnvArgs {
  name: string;
}

export interface QueryAzureEnvsArgs {
  filter?: InputMaybe<AzureEnvFilter>;
}

export interface QueryCodeGenAWSEnvArgs {
  boilerplate?: InputMaybe<boolean>;
  name: string;
}

export interface QueryCodeGenAzureEnvArgs {
  boilerplate?: InputMaybe<boolean>;
  name: string;
}

export interface QueryCodeGenGCPEnvArgs {
  boilerplate?: InputMaybe<boolean>;
  name: string;
}

export interface QueryCodeGenHCloudEnvArgs {
  boilerplate?: InputMaybe<boolean>;
  name: string;
}

export interface QueryCodeGenK8SEnvArgs {
  boilerplate?: InputMaybe<boolean>;
  name: string;
}

export interface QueryGcpEnvArgs {
  name: string;
}

export interface QueryGcpEnvsArgs {
  filter?: InputMaybe<GCPEnvFilter>;
}

export interface QueryHcloudEnvArgs {
  name: string;
}

export interface QueryHcloudEnvsArgs {
  filter?: InputMaybe<HCloudEnvFilter>;
}

export interface QueryK8sEnvArgs {
  name: string;
}

export interface QueryK8sEnvsArgs {
  filter?: InputMaybe<K8SEnvFilter>;
}

export interface UpdateAWSEnvHostedInput {
  name: string;
  spec: AWSEnvHostedUpdateSpecInput;
  updateStrategy?: InputMaybe<UpdateStrategy>;
}

export interface UpdateAWSEnvHostedResult {
  mutationId: string;
  spec: AWSEnvHostedSpec;
  specRevision: number;
}

export interface UpdateAWSEnvInput {
  name: string;
  spec: AWSEnvUpdateSpecInput;
  updateStrategy?: InputMaybe<UpdateStrategy>;
}

export interface UpdateAWSEnvResult {
  mutationId: string;
  spec: AWSEnvSpec;
  specRevision: number;
}

export interface UpdateAzureEnvInput {
  name: string;
  spec: UpdateAzureEnvSpecInput;
  updateStrategy?: InputMaybe<UpdateStrategy>;
}

export interface UpdateAzureEnvResult {
  mutationId: string;
  spec: AzureEnvSpec;
  specRevision: number;
}

export interface UpdateAzureEnvSpecInput {
  aksSKUTier?: InputMaybe<string>;
  aksSupportPolicy?: InputMaybe<string>;
  clickHouseClusters?: InputMaybe<Array<ClickHouseClusterUpdateSpecInput>>;
  clickHouseClustersToDelete?: InputMaybe<Array<string>>;
  clickHouseKeepers?: InputMaybe<Array<ClickHouseKeeperUpdateSpecInput>>;
  clickHouseKeepersToDelete?: InputMaybe<Array<string>>;
  /** @deprecated */
  customDomain?: InputMaybe<string>;
  customDomains?: InputMaybe<Array<string>>;
  datadog?: InputMaybe<DatadogSpecInput>;
  loadBalancers?: InputMaybe<AzureEnvLoadBalancersSpecInput>;
  loadBalancingStrategy?: InputMaybe<LoadBalancingStrategy>;
  maintenanceWindows?: InputMaybe<Array<MaintenanceWindowSpecInput>>;
  metricsEndpoint?: InputMaybe<MetricsEndpointSpecInput>;
  nodeGroups?: InputMaybe<Array<AzureEnvNodeGroupSpecInput>>;
  numberOfZones?: InputMaybe<number>;
  privateLinkService?: InputMaybe<PrivateLinkServiceSpecInput>;
  tags?: InputMaybe<Array<KeyValueInput>>;
  zones?: InputMaybe<Array<string>>;
}

export interface UpdateGCPEnvInput {
  name: string;
  spec: UpdateGCPEnvSpecInput;
  updateStrategy?: InputMaybe<UpdateStrategy>;
}

export interface UpdateGCPEnvResult {
  mutationId: string;
  spec: GCPEnvSpec;
  specRevision: number;
}

export interface UpdateGCPEnvSpecInput {
  clickHouseClusters?: InputMaybe<Array<ClickHouseClusterUpdateSpecInput>>;
  clickHouseClustersToDelete?: InputMaybe<Array<string>>;
  clickHouseKeepers?: InputMaybe<Array<ClickHouseKeeperUpdateSpecInput>>;
  clickHouseKeepersToDelete?: InputMaybe<Array<string>>;
  /** @deprecated */
  customDomain?: InputMaybe<string>;
  customDomains?: InputMaybe<Array<string>>;
  datadog?: InputMaybe<DatadogSpecInput>;
  labels?: InputMaybe<Array<KeyValueInput>>;
  loadBalancers?: InputMaybe<GCPEnvLoadBalancersSpecInput>;
  loadBalancingStrategy?: InputMaybe<LoadBalancingStrategy>;
  maintenanceWindows?: InputMaybe<Array<MaintenanceWindowSpecInput>>;
  metricsEndpoint?: InputMaybe<MetricsEndpointSpecInput>;
  nodeGroups?: InputMaybe<Array<GCPEnvNodeGroupSpecInput>>;
  numberOfZones?: InputMaybe<number>;
  peeringConnections?: InputMaybe<Array<GCPEnvPeeringConnectionSpecInput>>;
  privateServiceConnections?: InputMaybe<Array<GCPEnvPrivateServiceConnectionSpecInput>>;
  privateServiceConsumers?: InputMaybe<Array<string>>;
  zones?: InputMaybe<Array<string>>;
}

export interface UpdateHCloudEnvInput {
  name: string;
  spec: UpdateHCloudEnvSpecInput;
  updateStrategy?: InputMaybe<UpdateStrategy>;
}

export interface UpdateHCloudEnvResult {
  mutationId: string;
  spec: HCloudEnvSpec;
  specRevision: number;
}

export interface UpdateHCloudEnvSpecInput {
  clickHouseClusters?: InputMaybe<Array<ClickHouseClusterUpdateSpecInput>>;
  clickHouseClustersToDelete?: InputMaybe<Array<string>>;
  clickHouseKeepers?: InputMaybe<Array<ClickHouseKeeperUpdateSpecInput>>;
  clickHouseKeepersToDelete?: InputMaybe<Array<string>>;
  /** @deprecated */
  customDomain?: InputMaybe<string>;
  customDomains?: InputMaybe<Array<string>>;
  datadog?: InputMaybe<DatadogSpecInput>;
  hcloudTokenEnc?: InputMaybe<string>;
  labels?: InputMaybe<Array<KeyValueInput>>;
  loadBalancers?: InputMaybe<HCloudEnvLoadBalancersSpecInput>;
  loadBalancingStrategy?: InputMaybe<LoadBalancingStrategy>;
  maintenanceWindows?: InputMaybe<Array<MaintenanceWindowSpecInput>>;
  metricsEndpoint?: InputMaybe<MetricsEndpointSpecInput>;
  nodeGroups?: InputMaybe<Array<HCloudEnvNodeGroupSpecInput>>;
  wireguardPeers?: InputMaybe<Array<HCloudEnvWireguardPeerSpecInput>>;
}

export interface UpdateK8SEnvInput {
  name: string;
  spec: UpdateK8SEnvSpecInput;
  updateStrategy?: InputMaybe<UpdateStrategy>;
}

export interface UpdateK8SEnvResult {
  mutationId: string;
  spec: K8SEnvSpec;
  specRevision: number;
}

export interface UpdateK8SEnvSpecInput {
  clickHouseClusters?: InputMaybe<Array<ClickHouseClusterUpdateSpecInput>>;
  clickHouseClustersToDelete?: InputMaybe<Array<string>>;
  clickHouseKeepers?: InputMaybe<Array<ClickHouseKeeperUpdateSpecInput>>;
  clickHouseKeepersToDelete?: InputMaybe<Array<string>>;
  /** @deprecated */
  customDomain?: InputMaybe<string>;
  customDomains?: InputMaybe<Array<string>>;
  customNodeTypes?: InputMaybe<Array<K8SEnvCustomNodeTypeSpecInput>>;
  datadog?: InputMaybe<DatadogSpecInput>;
  loadBalancers?: InputMaybe<K8SEnvLoadBalancersSpecInput>;
  loadBalancingStrategy?: InputMaybe<LoadBalancingStrategy>;
  logs?: InputMaybe<K8SEnvLogsSpecInput>;
  maintenanceWindows?: InputMaybe<Array<MaintenanceWindowSpecInput>>;
  metrics?: InputMaybe<K8SEnvMetricsSpecInput>;
  metricsEndpoint?: InputMaybe<MetricsEndpointSpecInput>;
  nodeGroups?: InputMaybe<Array<K8SEnvNodeGroupSpecInput>>;
}

