import type { FaultRule } from "./fault-rules";
import { brokerExchange, type IamConfig, type LabExchange, type LabSubject, type ProviderConfig } from "./iam-config";
import type { OptionsConfig } from "./options-config";
import type { LabServerConfigs } from "./server-names";
import type { StackConfig } from "./stack-config";
import type { TargetConfig } from "./target-config";
import type { JwtSpec, TokenSpec } from "./token-spec";
import { catalogTokenSpec } from "./token-spec";
import type { RoleConfig, VendedCredentials } from "./vended-credentials";

/** Adds a fault of transport. */
export function withFault(config: StackConfig, ...rules: readonly FaultRule[]): StackConfig {
  return { ...config, faults: [...config.faults, ...rules] };
}

/** Gives the user another token. */
export function withToken(config: StackConfig, token: TokenSpec): StackConfig {
  return { ...config, token };
}

/** Gives the user a catalog token that differs in these respects. */
export function withCatalogToken(config: StackConfig, change: Partial<Omit<JwtSpec, "form">>): StackConfig {
  return { ...config, token: { ...catalogTokenSpec(), ...change } };
}

export function withCatalog(config: StackConfig, change: Partial<LabServerConfigs["catalog"]>): StackConfig {
  return { ...config, catalog: { ...config.catalog, ...change } };
}

export function withRegistry(config: StackConfig, change: Partial<LabServerConfigs["registry"]>): StackConfig {
  return { ...config, registry: { ...config.registry, ...change } };
}

/** Changes the credentials that the registry hands out. */
export function withVended(config: StackConfig, change: Partial<VendedCredentials>): StackConfig {
  return withRegistry(config, { vends: { ...config.registry.vends, ...change } });
}

/** Changes whose credentials the registry hands out. */
export function withRole(config: StackConfig, change: Partial<RoleConfig>): StackConfig {
  return withVended(config, { role: { ...config.registry.vends.role, ...change } });
}

export function withSts(config: StackConfig, change: Partial<LabServerConfigs["sts"]>): StackConfig {
  return { ...config, sts: { ...config.sts, ...change } };
}

/** Changes who may assume the role, and how. */
export function withIam(config: StackConfig, change: Partial<IamConfig>): StackConfig {
  return { ...config, iam: { ...config.iam, ...change } };
}

/** Changes the account's identity provider, which has to be set up. */
export function withProvider(config: StackConfig, change: Partial<ProviderConfig>): StackConfig {
  const { provider } = config.iam;
  if (provider === null) throw new Error("the stack has no identity provider");
  return withIam(config, { provider: { ...provider, ...change } });
}

/** Changes how the target exchanges its token. */
export function withExchange(config: StackConfig, change: Partial<LabExchange>): StackConfig {
  return withTarget(config, { exchange: { ...(config.target.exchange ?? brokerExchange), ...change } });
}

/** Runs for a subject, which should get this. */
export function withSubject(config: StackConfig, subject: Partial<LabSubject>): StackConfig {
  const plain: LabSubject = { name: "somebody", withoutToken: false, access: {} };
  return withTarget(config, { subject: { ...plain, ...config.target.subject, ...subject } });
}

export function withS3(config: StackConfig, change: Partial<LabServerConfigs["s3"]>): StackConfig {
  return { ...config, s3: { ...config.s3, ...change } };
}

export function withMcp(config: StackConfig, change: Partial<LabServerConfigs["mcp"]>): StackConfig {
  return { ...config, mcp: { ...config.mcp, ...change } };
}

export function withTarget(config: StackConfig, change: Partial<TargetConfig>): StackConfig {
  return { ...config, target: { ...config.target, ...change } };
}

export function withOptions(config: StackConfig, change: Partial<OptionsConfig>): StackConfig {
  return { ...config, options: { ...config.options, ...change } };
}

/** Gives the run what the operator has of the MCP server's environment. */
export function withServerEnv(config: StackConfig, text: string): StackConfig {
  return withOptions(config, { serverEnv: text });
}
