// Generated from specs/altinity-anywhere/schema.graphql by npm run generate; do not edit.
import type { AnywhereResult, CallOptions } from "../result.ts";
import type * as Types from "./types.ts";

/** Variables and data of every query. */
export interface AnywhereQueries {
  awsEnv: { variables: Types.QueryAwsEnvArgs; data: Types.AWSEnv | null };
  awsEnvHosted: { variables: Types.QueryAwsEnvHostedArgs; data: Types.AWSEnvHosted | null };
  awsEnvs: { variables: Types.QueryAwsEnvsArgs; data: Array<Types.AWSEnv> };
  awsEnvsHosted: { variables: Types.QueryAwsEnvsHostedArgs; data: Array<Types.AWSEnvHosted> };
  azureEnv: { variables: Types.QueryAzureEnvArgs; data: Types.AzureEnv | null };
  azureEnvs: { variables: Types.QueryAzureEnvsArgs; data: Array<Types.AzureEnv> };
  codeGenAWSEnv: { variables: Types.QueryCodeGenAWSEnvArgs; data: Types.CodeGenEnvOutput };
  codeGenAzureEnv: { variables: Types.QueryCodeGenAzureEnvArgs; data: Types.CodeGenEnvOutput };
  codeGenGCPEnv: { variables: Types.QueryCodeGenGCPEnvArgs; data: Types.CodeGenEnvOutput };
  codeGenHCloudEnv: { variables: Types.QueryCodeGenHCloudEnvArgs; data: Types.CodeGenEnvOutput };
  codeGenK8SEnv: { variables: Types.QueryCodeGenK8SEnvArgs; data: Types.CodeGenEnvOutput };
  gcpEnv: { variables: Types.QueryGcpEnvArgs; data: Types.GCPEnv | null };
  gcpEnvs: { variables: Types.QueryGcpEnvsArgs; data: Array<Types.GCPEnv> };
  hcloudEnv: { variables: Types.QueryHcloudEnvArgs; data: Types.HCloudEnv | null };
  hcloudEnvs: { variables: Types.QueryHcloudEnvsArgs; data: Array<Types.HCloudEnv> };
  k8sEnv: { variables: Types.QueryK8sEnvArgs; data: Types.K8SEnv | null };
  k8sEnvs: { variables: Types.QueryK8sEnvsArgs; data: Array<Types.K8SEnv> };
}

/** Variables and data of every mutation. */
export interface AnywhereMutations {
  createAWSEnv: { variables: Types.MutationCreateAWSEnvArgs; data: Types.CreateAWSEnvResult };
  createAWSEnvHosted: { variables: Types.MutationCreateAWSEnvHostedArgs; data: Types.CreateAWSEnvHostedResult };
  createAzureEnv: { variables: Types.MutationCreateAzureEnvArgs; data: Types.CreateAzureEnvResult };
  createGCPEnv: { variables: Types.MutationCreateGCPEnvArgs; data: Types.CreateGCPEnvResult };
  createHCloudEnv: { variables: Types.MutationCreateHCloudEnvArgs; data: Types.CreateHCloudEnvResult };
  createK8SEnv: { variables: Types.MutationCreateK8SEnvArgs; data: Types.CreateK8SEnvResult };
  deleteAWSEnv: { variables: Types.MutationDeleteAWSEnvArgs; data: Types.DeleteAWSEnvResult };
  deleteAWSEnvHosted: { variables: Types.MutationDeleteAWSEnvHostedArgs; data: Types.DeleteAWSEnvHostedResult };
  deleteAzureEnv: { variables: Types.MutationDeleteAzureEnvArgs; data: Types.DeleteAzureEnvResult };
  deleteGCPEnv: { variables: Types.MutationDeleteGCPEnvArgs; data: Types.DeleteGCPEnvResult };
  deleteHCloudEnv: { variables: Types.MutationDeleteHCloudEnvArgs; data: Types.DeleteHCloudEnvResult };
  deleteK8SEnv: { variables: Types.MutationDeleteK8SEnvArgs; data: Types.DeleteK8SEnvResult };
  updateAWSEnv: { variables: Types.MutationUpdateAWSEnvArgs; data: Types.UpdateAWSEnvResult };
  updateAWSEnvHosted: { variables: Types.MutationUpdateAWSEnvHostedArgs; data: Types.UpdateAWSEnvHostedResult };
  updateAzureEnv: { variables: Types.MutationUpdateAzureEnvArgs; data: Types.UpdateAzureEnvResult };
  updateGCPEnv: { variables: Types.MutationUpdateGCPEnvArgs; data: Types.UpdateGCPEnvResult };
  updateHCloudEnv: { variables: Types.MutationUpdateHCloudEnvArgs; data: Types.UpdateHCloudEnvResult };
  updateK8SEnv: { variables: Types.MutationUpdateK8SEnvArgs; data: Types.UpdateK8SEnvResult };
}

/** Every query and mutation as a method. */
export interface AnywhereOperations {
  /** Query `awsEnv(name: String!): AWSEnv`. `null` when there is none. */
  awsEnv(variables: Types.QueryAwsEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.AWSEnv | null>>;
  /** Query `awsEnvHosted(name: String!): AWSEnvHosted`. `null` when there is none. */
  awsEnvHosted(variables: Types.QueryAwsEnvHostedArgs, options?: CallOptions): Promise<AnywhereResult<Types.AWSEnvHosted | null>>;
  /** Query `awsEnvs(filter: AWSEnvFilter): [AWSEnv!]!`. */
  awsEnvs(variables?: Types.QueryAwsEnvsArgs, options?: CallOptions): Promise<AnywhereResult<Array<Types.AWSEnv>>>;
  /** Query `awsEnvsHosted(filter: AWSEnvHostedFilter): [AWSEnvHosted!]!`. */
  awsEnvsHosted(variables?: Types.QueryAwsEnvsHostedArgs, options?: CallOptions): Promise<AnywhereResult<Array<Types.AWSEnvHosted>>>;
  /** Query `azureEnv(name: String!): AzureEnv`. `null` when there is none. */
  azureEnv(variables: Types.QueryAzureEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.AzureEnv | null>>;
  /** Query `azureEnvs(filter: AzureEnvFilter): [AzureEnv!]!`. */
  azureEnvs(variables?: Types.QueryAzureEnvsArgs, options?: CallOptions): Promise<AnywhereResult<Array<Types.AzureEnv>>>;
  /** Query `codeGenAWSEnv(boilerplate: Boolean, name: String!): CodeGenEnvOutput!`. */
  codeGenAWSEnv(variables: Types.QueryCodeGenAWSEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.CodeGenEnvOutput>>;
  /** Query `codeGenAzureEnv(boilerplate: Boolean, name: String!): CodeGenEnvOutput!`. */
  codeGenAzureEnv(variables: Types.QueryCodeGenAzureEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.CodeGenEnvOutput>>;
  /** Query `codeGenGCPEnv(boilerplate: Boolean, name: String!): CodeGenEnvOutput!`. */
  codeGenGCPEnv(variables: Types.QueryCodeGenGCPEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.CodeGenEnvOutput>>;
  /** Query `codeGenHCloudEnv(boilerplate: Boolean, name: String!): CodeGenEnvOutput!`. */
  codeGenHCloudEnv(variables: Types.QueryCodeGenHCloudEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.CodeGenEnvOutput>>;
  /** Query `codeGenK8SEnv(boilerplate: Boolean, name: String!): CodeGenEnvOutput!`. */
  codeGenK8SEnv(variables: Types.QueryCodeGenK8SEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.CodeGenEnvOutput>>;
  /** Query `gcpEnv(name: String!): GCPEnv`. `null` when there is none. */
  gcpEnv(variables: Types.QueryGcpEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.GCPEnv | null>>;
  /** Query `gcpEnvs(filter: GCPEnvFilter): [GCPEnv!]!`. */
  gcpEnvs(variables?: Types.QueryGcpEnvsArgs, options?: CallOptions): Promise<AnywhereResult<Array<Types.GCPEnv>>>;
  /** Query `hcloudEnv(name: String!): HCloudEnv`. `null` when there is none. */
  hcloudEnv(variables: Types.QueryHcloudEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.HCloudEnv | null>>;
  /** Query `hcloudEnvs(filter: HCloudEnvFilter): [HCloudEnv!]!`. */
  hcloudEnvs(variables?: Types.QueryHcloudEnvsArgs, options?: CallOptions): Promise<AnywhereResult<Array<Types.HCloudEnv>>>;
  /** Query `k8sEnv(name: String!): K8SEnv`. `null` when there is none. */
  k8sEnv(variables: Types.QueryK8sEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.K8SEnv | null>>;
  /** Query `k8sEnvs(filter: K8SEnvFilter): [K8SEnv!]!`. */
  k8sEnvs(variables?: Types.QueryK8sEnvsArgs, options?: CallOptions): Promise<AnywhereResult<Array<Types.K8SEnv>>>;
  /** Mutation `createAWSEnv(input: CreateAWSEnvInput!): CreateAWSEnvResult!`. */
  createAWSEnv(variables: Types.MutationCreateAWSEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.CreateAWSEnvResult>>;
  /** Mutation `createAWSEnvHosted(input: CreateAWSEnvHostedInput!): CreateAWSEnvHostedResult!`. */
  createAWSEnvHosted(variables: Types.MutationCreateAWSEnvHostedArgs, options?: CallOptions): Promise<AnywhereResult<Types.CreateAWSEnvHostedResult>>;
  /** Mutation `createAzureEnv(input: CreateAzureEnvInput!): CreateAzureEnvResult!`. */
  createAzureEnv(variables: Types.MutationCreateAzureEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.CreateAzureEnvResult>>;
  /** Mutation `createGCPEnv(input: CreateGCPEnvInput!): CreateGCPEnvResult!`. */
  createGCPEnv(variables: Types.MutationCreateGCPEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.CreateGCPEnvResult>>;
  /** Mutation `createHCloudEnv(input: CreateHCloudEnvInput!): CreateHCloudEnvResult!`. */
  createHCloudEnv(variables: Types.MutationCreateHCloudEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.CreateHCloudEnvResult>>;
  /** Mutation `createK8SEnv(input: CreateK8SEnvInput!): CreateK8SEnvResult!`. */
  createK8SEnv(variables: Types.MutationCreateK8SEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.CreateK8SEnvResult>>;
  /** Mutation `deleteAWSEnv(input: DeleteAWSEnvInput!): DeleteAWSEnvResult!`. */
  deleteAWSEnv(variables: Types.MutationDeleteAWSEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.DeleteAWSEnvResult>>;
  /** Mutation `deleteAWSEnvHosted(input: DeleteAWSEnvHostedInput!): DeleteAWSEnvHostedResult!`. */
  deleteAWSEnvHosted(variables: Types.MutationDeleteAWSEnvHostedArgs, options?: CallOptions): Promise<AnywhereResult<Types.DeleteAWSEnvHostedResult>>;
  /** Mutation `deleteAzureEnv(input: DeleteAzureEnvInput!): DeleteAzureEnvResult!`. */
  deleteAzureEnv(variables: Types.MutationDeleteAzureEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.DeleteAzureEnvResult>>;
  /** Mutation `deleteGCPEnv(input: DeleteGCPEnvInput!): DeleteGCPEnvResult!`. */
  deleteGCPEnv(variables: Types.MutationDeleteGCPEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.DeleteGCPEnvResult>>;
  /** Mutation `deleteHCloudEnv(input: DeleteHCloudEnvInput!): DeleteHCloudEnvResult!`. */
  deleteHCloudEnv(variables: Types.MutationDeleteHCloudEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.DeleteHCloudEnvResult>>;
  /** Mutation `deleteK8SEnv(input: DeleteK8SEnvInput!): DeleteK8SEnvResult!`. */
  deleteK8SEnv(variables: Types.MutationDeleteK8SEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.DeleteK8SEnvResult>>;
  /** Mutation `updateAWSEnv(input: UpdateAWSEnvInput!): UpdateAWSEnvResult!`. */
  updateAWSEnv(variables: Types.MutationUpdateAWSEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.UpdateAWSEnvResult>>;
  /** Mutation `updateAWSEnvHosted(input: UpdateAWSEnvHostedInput!): UpdateAWSEnvHostedResult!`. */
  updateAWSEnvHosted(variables: Types.MutationUpdateAWSEnvHostedArgs, options?: CallOptions): Promise<AnywhereResult<Types.UpdateAWSEnvHostedResult>>;
  /** Mutation `updateAzureEnv(input: UpdateAzureEnvInput!): UpdateAzureEnvResult!`. */
  updateAzureEnv(variables: Types.MutationUpdateAzureEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.UpdateAzureEnvResult>>;
  /** Mutation `updateGCPEnv(input: UpdateGCPEnvInput!): UpdateGCPEnvResult!`. */
  updateGCPEnv(variables: Types.MutationUpdateGCPEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.UpdateGCPEnvResult>>;
  /** Mutation `updateHCloudEnv(input: UpdateHCloudEnvInput!): UpdateHCloudEnvResult!`. */
  updateHCloudEnv(variables: Types.MutationUpdateHCloudEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.UpdateHCloudEnvResult>>;
  /** Mutation `updateK8SEnv(input: UpdateK8SEnvInput!): UpdateK8SEnvResult!`. */
  updateK8SEnv(variables: Types.MutationUpdateK8SEnvArgs, options?: CallOptions): Promise<AnywhereResult<Types.UpdateK8SEnvResult>>;
}
