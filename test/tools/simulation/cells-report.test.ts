import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvironment } from '../../../config/load-environment';
import type { CellLimits } from '../../../tools/simulation/cell-limits';
import { cellStacks } from '../../../tools/simulation/cell-stacks';
import { type CellsReport, cellsText, reportCells } from '../../../tools/simulation/cells-report';
import { ROOT } from '../../fixtures/commands';

const ENVIRONMENT = loadEnvironment('production', join(ROOT, 'environments'));
const STACKS = cellStacks(ENVIRONMENT);

function place(organizations: number, limits: CellLimits): CellsReport {
  return reportCells(STACKS, ENVIRONMENT, { organizations, limits, seed: 0 });
}

test('100,000 organizations are placed by the quotas of real templates', () => {
  const byDefault = place(100_000, 'default');
  // 100 role aliases, of which less than 80 are used; one of each organization, and the one of enrolments.
  expect(byDefault).toMatchObject({ organizations: 100_000, cellSize: 78, cells: 1283, fullestCell: 78 });
  expect(byDefault.filledBy).toEqual([{ quota: 'iot-role-aliases', cells: 1282 }]);
  expect(byDefault.toRaise).toEqual([]);
  expect(byDefault.monthlyCost.atFirst).toBe(101_283);
  // 100,000 times 10 hubs, each of which asks every 30 minutes.
  expect(byDefault.hubRequests.allCells).toBeGreaterThan(500);
  expect(byDefault.hubRequests.allCells).toBeLessThan(610);
});

test('docs/scale.md shows what comes out with default limits', () => {
  expect(readFileSync(join(ROOT, 'docs', 'scale.md'), 'utf8')).toContain(
    cellsText(place(100_000, 'default')).trim(),
  );
});

test('people are told the same', () => {
  const text = cellsText(place(200, 'default'));
  expect(text).toMatch(/^cells needed +3$/m);
  expect(text).toMatch(/^filled by +IoT role aliases: 2 cells$/m);
  expect(text).toMatch(/^idle cost +203 USD a month, 609 from the third year on$/m);
});
