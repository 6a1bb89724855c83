import { policiesOf } from '../flows/networkpolicy.js';
import { type Exporter, fileOf } from './exporter.js';

/** Kubernetes: a NetworkPolicy for the pods of each workload, the same that `flows --format networkpolicy` prints. */
export const networkpolicy: Exporter = {
  separator: '---\n',
  files: (_, connections) =>
    policiesOf(connections).map(({ host, text }) => ({ name: fileOf({ id: host }, '.yaml'), host, text })),
};
