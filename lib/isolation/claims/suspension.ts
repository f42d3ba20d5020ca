import { IDENTITY_ALONE } from '../../../packages/isolation-proof/src/access/lens';
import { type ActionClass, among } from '../../../packages/isolation-proof/src/policies/action-classes';
import { readOrganization } from '../contract/names';
import type { Principal } from '../../../packages/isolation-proof/src/model/principal';
import {
  EVERYTHING,
  literalPattern,
  type Pattern,
  wildcardPattern,
} from '../../../packages/isolation-proof/src/patterns/pattern';
import type { Statement } from '../../../packages/isolation-proof/src/policies/statement';
import { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Claim } from '../../../packages/isolation-proof/src/claims/claim';
import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import { partsOf } from '../../../packages/isolation-proof/src/model/tenant-parts';
import { isCalledAuditDelivery, isForOrganizationAudit } from '../audit-parts';

/**
 * Who belongs to a suspended organization, which is one whose workgroup is disabled, does nothing, whatever else
 * its identity is given: roles nothing at all, users nothing with what is the organization's, certificates
 * nothing with its role alias.
 */
export const suspension: Claim = {
  id: 'suspension',
  title: 'While an organization is suspended, its principals do nothing with what is its own',
  about: 'principals of a suspended organization',
  judge: (evidence) => {
    const asking = new Asking('deny everything for as long as the organization is suspended.');
    const suspended = evidence.principals.flatMap((principal) => {
      const { owner } = principal;
      const organization = owner === undefined ? undefined : readOrganization(evidence, owner);
      return organization === undefined || 'missing' in organization || !organization.isSuspended
        ? []
        : [{ principal, organization }];
    });
    for (const { principal, organization } of asking.each(suspended)) {
      const subject = { ...principal, identity: [...principal.identity, everythingFor(principal)] };
      const what = (name: string, resource: string): string =>
        `${principal.arn}, whose organization is suspended, could be given ${name} on ${resource}`;
      for (const action of evidence.classes) {
        const meant = actionOf(principal, action);
        if (meant === undefined) continue;
        for (const pattern of resourcesOf(principal, organization.names, evidence)) {
          const region = { resources: { matching: [pattern], excluding: [] } };
          asking.ask(subject, meant, region, IDENTITY_ALONE, what);
        }
      }
    }
    return asking.judgement;
  },
};

const BECOME = { patterns: ['iot:assumerolewithcertificate'] };

function actionOf({ kind }: Principal, action: ActionClass): ActionClass | undefined {
  return kind === 'certificate' ? among(action, BECOME) : action;
}

type Names = Extract<ReturnType<typeof readOrganization>, { names: unknown }>['names'];

function resourcesOf({ kind }: Principal, names: Names, evidence: Evidence): Pattern[] {
  if (kind === 'role') return [EVERYTHING];
  if (kind === 'certificate') return [literalPattern(names.roleAliasArn)];
  const folders = [
    names.tablesFolder,
    names.resultsFolder,
    names.tableArn.replace(/[^/]*$/, ''),
    ...auditFolders(names, evidence),
  ];
  return [
    ...[names.keyArn, names.workgroupArn, names.databaseArn].map((text) => literalPattern(text)),
    ...folders.map((text) => wildcardPattern(`${text}*`)),
  ];
}

/** Where its own part of the trail lies, if it gets that. */
function auditFolders({ slug }: Names, { model, tenancy }: Evidence): string[] {
  return partsOf(model, slug).principals.some(isCalledAuditDelivery)
    ? tenancy.dataBuckets.filter(isForOrganizationAudit).map(({ arn }) => `${arn}/${slug}/`)
    : [];
}

function everythingFor({ source }: Principal): Statement {
  return {
    effect: 'Allow',
    actions: { texts: ['*'], negated: false },
    resources: { texts: ['*'], negated: false },
    conditions: [],
    name: 'whatever else it is given',
    source,
  };
}
