import { type Catalogue, releaseUsed } from '../../catalogue/catalogue.js';
import { productsMeant } from '../../catalogue/recognition.js';
import { profileNamed } from '../../discovery/profile.js';
import type { DiscoveredDeployment } from '../../model/discovered.js';
import { didYouMean } from '../../values/did-you-mean.js';
import { UsageError } from '../io.js';
import type { AnswerOptions } from '../options.js';

export function checkProducts(answers: readonly string[], catalogue: Catalogue): void {
  const legal = catalogue.products.map(({ id }) => id);
  for (const answer of answers) {
    const { value } = splitAnswer(answer);
    if (!legal.includes(value))
      throw new UsageError(
        `--product ${answer}: there is no product "${value}"${didYouMean(value, [], productsMeant(value, legal))}`,
      );
  }
}

/** Refuses an answer about no node, or of a profile that no node has. */
export function checkAnswers(
  { product, release, profile }: AnswerOptions,
  deployments: readonly DiscoveredDeployment[],
  catalogue: Catalogue,
): void {
  const nodes = deployments.flatMap(({ document }) => Object.entries(document.nodes));
  if (nodes.length === 0) return;
  const keys = nodes.flatMap(([id, node]) => [id, node.product ?? '']);
  const options = { '--product': product, '--version': release, '--profile': profile };
  for (const [option, answers] of Object.entries(options))
    for (const answer of answers) {
      const { key } = splitAnswer(answer);
      if (key !== undefined && !keys.includes(key))
        throw new UsageError(
          `${option} ${answer}: there is neither a node nor a product "${key}"${didYouMean(key, keys)}`,
        );
    }
  const legal = nodes.flatMap(([, { product: id = '', version = '' }]) => [
    ...(releaseUsed(catalogue, id, version)?.profiles ?? []),
  ]);
  for (const answer of profile) {
    const { value } = splitAnswer(answer);
    if (profileNamed(legal, value) === undefined)
      throw new UsageError(
        `--profile ${answer}: there is no profile "${value}"${didYouMean(value, [...new Set(legal)])}`,
      );
  }
}

function splitAnswer(answer: string): { readonly key?: string; readonly value: string } {
  const equals = answer.indexOf('=');
  return equals < 0 ? { value: answer } : { key: answer.slice(0, equals), value: answer.slice(equals + 1) };
}
