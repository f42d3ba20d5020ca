import type { StackTemplate } from '../../packages/isolation-proof/src/templates/template';
import { type PlantedGround, stackOf } from './ground';
import { judgeAsSynth } from './judge-mutant';
import { judgeMutant } from './judged-mutant';
import { parseOrder, type WorkerMessage } from './worker-message';

/**
 * Judges mutants in a process of its own. Before any of them it judges what they are planted in: whether that is
 * proved has to be known, and what is found out is the same for most of each mutant.
 */
let grounds: readonly PlantedGround[] = [];

process.on('message', (message) => {
  const order = parseOrder(message);
  if ('grounds' in order) {
    grounds = order.grounds.map((ground) => ({ ...ground, stacks: stacksOf(ground) }));
    send({ proved: grounds.every(({ stacks }) => judgeAsSynth(stacks).kind === 'survived') });
    return;
  }
  const judged = order.mutants.map(({ mutant, ground: number }) => {
    const ground = grounds[number];
    if (ground === undefined) throw new RangeError(`there is no ground ${number}`);
    return judgeMutant({ mutant, ground }, judgeAsSynth);
  });
  send({ judged });
});

function stacksOf({ templates, environment }: Omit<PlantedGround, 'stacks'>): StackTemplate[] {
  return Object.entries(templates).map(([name, template]) => stackOf(name, template, environment));
}

function send(message: WorkerMessage): void {
  process.send?.(message);
}
