import { expect, it } from 'vitest';
import { unknownService } from '../../src/rules/unknown-service.js';

const said = (data: Readonly<Record<string, unknown>>) =>
  unknownService.text({
    message: 'unknown',
    data: { node: 'mi', links: ['icp-heartbeat'], name: 'cloud-icp', candidates: [], hint: '', ...data },
    at: { file: 'a.yaml', path: [], label: '' },
    related: [],
    subject: { nodes: ['mi'], listeners: [] },
  });

it.each([
  [{}, 'mi dials cloud-icp (icp-heartbeat), but no Service is called so'],
  [{ dialled: 9445 }, 'mi dials cloud-icp:9445 (icp-heartbeat), but no Service is called so'],
  [
    { hint: '; did you mean "icp"?' },
    'mi dials cloud-icp (icp-heartbeat), but no Service is called so; did you mean "icp"?',
  ],
  [{ candidates: ['icp'] }, 'mi dials cloud-icp (icp-heartbeat), but no Service is called so; icp is meant'],
  [{ candidates: ['a', 'b'] }, 'mi dials cloud-icp (icp-heartbeat), but no Service is called so; a and b are meant'],
  [
    { candidates: ['icp'], expected: 'icp-service:9445' },
    'mi dials cloud-icp (icp-heartbeat), but no Service is called so; icp is reached at icp-service:9445',
  ],
])('of %j it says what is meant', (data, text) => expect(said(data)).toBe(text));
