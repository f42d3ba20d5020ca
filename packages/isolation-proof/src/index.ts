// The door of the package: what an app needs to be proved, and to make claims and contracts of its own.
export { actionCeiling } from './claims/action-ceiling';
export { Asking } from './claims/asking';
export type { Claim, Coverage, Judgement, Violation } from './claims/claim';
export { encryptionAndTransport } from './claims/encryption-and-transport';
export { generalClaims, type GeneralClaims } from './claims/general-claims';
export { flows } from './claims/flows';
export { impersonation } from './claims/impersonation';
export { keyPolicies } from './claims/key-policies';
export { keyUse, type KeyServices } from './claims/key-use';
export { nothingPublic, type ExemptTrust } from './claims/nothing-public';
export { platformPrincipals } from './claims/platform-principals';
export { sessionTags } from './claims/session-tags';
export { settings } from './claims/settings';
export { tenantIsolation } from './claims/tenant-isolation';
export type { Contract, TenantContract } from './contract/contract';
export { contractOfTables, type ContractParts } from './contract/contract-of-tables';
export type { RequestTemplate } from './contract/request-template';
export { type PrincipalKind, trustedBy } from './contract/principal-kind';
export type { AllowedRow, DeniedRow, Table } from './contract/row';
export type {
  AccessComparison,
  AccessDifference,
  ComparedPrincipal,
  DecisiveStatement,
  ExampleRequest,
  OneSidedOrganization,
} from './difference/access-difference';
export { compareAccess } from './difference/compare-access';
export type { Evidence } from './claims/evidence';
export { verify, type Verification } from './judge/verify';
export type { Model } from './model/model';
export type { Principal } from './model/principal';
export type { TenantTags, Untagged } from './model/tenant-tags';
export type { PageSpecification } from './specification/page-specification';
export { IsolationProof, type IsolationProofOptions } from './plugin/isolation-proof';
export { verificationJson, verificationText } from './report/report';
export type { Specification } from './specification/specification';
export { readAssembly } from './assembly/assembly';
export { IsolationProofError, UndecidedError, type Unknown } from './templates/errors';
export type { StackTemplate, TemplateResource } from './templates/template';
export { readingAssets } from './tenancy/cdk-assets';
export { commonActions, sharedImages } from './tenancy/common-actions';
export { sharedByLeadingKey } from './tenancy/leading-keys';
export type { Common, Exposure, Partition, Tenancy, TenantSessions } from './tenancy/tenancy';
export { tenancyFrom, type Place, type TenancyParts } from './tenancy/tenancy-from';
