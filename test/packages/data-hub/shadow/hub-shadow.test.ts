import { parseShadow, ShadowError } from '../../../../packages/data-hub/src/shadow/hub-shadow';

const ID = 'ab'.repeat(32);
const read = (state: unknown): ReturnType<typeof parseShadow> =>
  parseShadow(JSON.stringify({ state, metadata: {}, version: 7, timestamp: 1_800_000_000 }));

test('an answer is read; parts that are not there or taken away are absent', () => {
  const issued = { requestId: ID, certificate: 'PEM' };

  expect(read({ desired: { issued, refused: null } })).toEqual({
    reported: {},
    desired: { issued, refused: null },
  });
  expect(read({})).toEqual({ reported: {}, desired: {} });
});

test('what an earlier version of this program reported counts as not reported', () => {
  expect(read({ reported: { heartbeat: { at: 'yesterday' } }, desired: {} })).toEqual({
    reported: {},
    desired: {},
  });
});

test.each([
  ['no JSON', '<html>'],
  ['no state', '{}'],
  [
    'an id that is none',
    JSON.stringify({ state: { desired: { issued: { requestId: 'SECRET', certificate: 'PEM' } } } }),
  ],
  [
    'a field too many',
    JSON.stringify({
      state: { desired: { refused: { requestId: ID, code: 'A', message: 'SECRET', more: 1 } } },
    }),
  ],
])('an answer with %s is told without its text', (_what, text) => {
  let error: unknown;
  try {
    parseShadow(text);
  } catch (thrown) {
    error = thrown;
  }

  expect(error).toBeInstanceOf(ShadowError);
  expect(error).toMatchObject({ code: 'HUB_SHADOW_MALFORMED', isPassing: false });
  expect(String(error)).not.toMatch(/SECRET|html/);
});
