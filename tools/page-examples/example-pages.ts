import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { exampleFleet } from './example-fleet';
import { exampleReview } from './example-review';
import { appSettings } from '../bench/app-settings';
import { loadEnvironment } from '../../config/load-environment';
import { type AssemblyStack, readAssemblyStacks } from '../../packages/isolation-proof/src/assembly/assembly';
import { examine, verifyEvidence } from '../../lib/isolation/proof';
import { isObject, type Json, type JsonObject } from '../../packages/isolation-proof/src/templates/json';
import { SPECIFICATION } from '../../lib/isolation/specification';
import { matricesOf } from '../../packages/isolation-proof/src/page/matrix';
import { proofPage } from '../../packages/isolation-proof/src/page/proof-page';
import { readCheckout } from '../../packages/isolation-proof/src/provenance/checkout';
import { type Provenance, readProvenance } from '../../packages/isolation-proof/src/provenance/provenance';
import type { StackTemplate, TemplateResource } from '../../packages/isolation-proof/src/templates/template';
import { readSide } from '../../lib/review/sides/read-side';
import type { ReviewSide } from '../../lib/review/sides/review-side';
import { buildApp } from '../../lib/stacks/build-app';

/** Pages to look at: of the production environment as it ships, of the same with a mistake in it, of the review of that, and of Data Hubs. */
export interface ExamplePages {
  readonly proved: string;
  readonly violated: string;
  readonly review: string;
  readonly fleet: string;
}

/**
 * Synthesizes the production environment, and makes the pages.
 * @param environments folder of the environments' files
 * @param judgedAt date on the pages
 */
export function examplePages(environments: string, judgedAt: Date): ExamplePages {
  const { stacks, provenance, side } = synthesizeProduction(environments);
  const judged = stacks.map(({ stack }) => stack);
  return {
    proved: pageOf(judged, provenance, judgedAt),
    violated: pageOf(judged.map(withMistake), provenance, judgedAt),
    review: exampleReview(side, sideWithMistake(side)),
    fleet: exampleFleet(judgedAt),
  };
}

function pageOf(stacks: readonly StackTemplate[], provenance: Provenance, judgedAt: Date): string {
  return examine(stacks, (evidence) =>
    proofPage({
      model: evidence.model,
      verification: verifyEvidence(evidence),
      matrices: matricesOf(evidence, SPECIFICATION.page, provenance.organizations),
      provenance,
      judgedAt,
      specification: SPECIFICATION,
    }),
  );
}

/** A synthesized assembly that is deleted already. */
interface Synthesized {
  readonly stacks: readonly AssemblyStack[];
  readonly provenance: Provenance;
  readonly side: ReviewSide;
}

function synthesizeProduction(environments: string): Synthesized {
  const environment = loadEnvironment('production', environments);
  const outdir = mkdtempSync(join(tmpdir(), 'page-examples-'));
  try {
    const settings = appSettings(outdir, false);
    // The CDK command asks for construct paths; without them, statements are found by logical id only.
    const context = { ...settings.context, 'aws:cdk:enable-path-metadata': true };
    const app = new App({ ...settings, context });
    const { organizations } = environment;
    buildApp(app, { environment: { ...environment, compliancePacks: [] }, shared: true, organizations });
    app.synth();
    const stacks = readAssemblyStacks(outdir);
    const checkout = readCheckout(environments);
    const provenance = {
      ...readProvenance(outdir, stacks, SPECIFICATION.page?.environmentTag),
      ...(checkout === undefined ? {} : { checkout }),
    };
    return { stacks, provenance, side: readSide(outdir) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Both locks on connector secrets lose the folder of the organization. */
function withMistake(stack: StackTemplate): StackTemplate {
  const resources = new Map<string, TemplateResource>();
  const changed: StackTemplate = { ...stack, resources };
  for (const [id, resource] of stack.resources) {
    const properties = widened(resource.properties) as JsonObject;
    resources.set(id, { ...resource, properties, stack: changed });
  }
  return changed;
}

function sideWithMistake(side: ReviewSide): ReviewSide {
  return {
    ...side,
    stacks: side.stacks.map((stack) => ({
      ...stack,
      text: JSON.stringify(widened(JSON.parse(stack.text) as Json)),
    })),
    templates: () => side.templates().map(withMistake),
  };
}

function widened(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(widened);
  if (!isObject(value)) return value;
  const { Sid: sid, Resource: resource } = value;
  if (sid === 'ReadConnectorSecrets' && typeof resource === 'string') {
    return { ...value, Resource: resource.replace(/(:parameter\/[^/]+\/).*$/, '$1*') };
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, widened(part)]));
}
