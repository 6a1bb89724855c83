import type { Deployment } from '../model/deployment.js';
import type { EarlyProblem } from '../model/evaluation.js';
import type { Configuration, Edit, Messages, Problem, ProblemOf, Severity } from '../model/finding.js';
import type { Protocol } from '../model/product.js';

/**
 * When a rule's problems are found: while a file is read, while names are resolved, by looking at the whole deployment, or after
 * all other rules.
 */
export type Phase = 'read' | 'names' | 'deployment' | 'after';

/** The description of a rule. The README's table, `explain` and machine formats are made from it. */
interface RuleFacts {
  /** Words joined by hyphens; never reused for another meaning. */
  readonly id: string;
  /** The default severity. */
  readonly severity: Severity;
  /** When it fires, in one line. */
  readonly summary: string;
  /** Why that matters to an operator. */
  readonly why: string;
  /** How to get rid of the finding. */
  readonly remedy: string;
  readonly example: Example;
  /** Where the facts behind it were read. */
  readonly sources: readonly string[];
  /** Another offset of a node that the finding names may clear it. */
  readonly clearedBy?: 'offset';
  /** How many of its fixes are shown where several work; default 1. */
  readonly alternatives?: number;
}

/** Two whole topologies: the bad one yields exactly this rule's finding, the good one none. */
interface Example {
  readonly bad: string;
  readonly good: string;
  /** Configuration files that both point at, by their names. */
  readonly files?: Readonly<Record<string, string>>;
  /** Further topologies in the folder of both, by their names; each is read before. */
  readonly beside?: Readonly<Record<string, string>>;
  /** Both are the file of this name in a folder of configuration that has `files` besides, and no topology. */
  readonly tree?: string;
}

/** A rule as the other stages see it: the data of its problems is plain data to them. */
export interface RuleInfo extends RuleFacts {
  readonly phase: Phase;
  /** The message of a problem of this rule. */
  text(problem: Problem): string;
  /** Changes worth trying, the best one first. The caller drops those that do not clear the finding. */
  fixes?(problem: Problem, deployment: Deployment): Iterable<FixCandidate>;
  /** The ports that a problem is about, each with everything that wants it. */
  ports?(problem: Problem): readonly WantedPort[];
}

/** A check of a deployment: pure, over plain data. */
export interface Rule extends RuleInfo {
  readonly phase: 'deployment';
  /** Every root cause once. */
  check(deployment: Deployment): Iterable<Problem>;
}

/** A rule whose problems other stages find. */
export interface EarlyRule<M extends Messages> extends RuleInfo {
  /** Attributes problems that another stage found to this rule. */
  attribute(problems: readonly ProblemOf<M>[]): readonly EarlyProblem[];
}

/** A fix that was not tried yet. */
export interface FixCandidate {
  readonly title: string;
  /** The changes one by one, where the title sums up several. */
  readonly lines?: readonly string[];
  readonly edits: readonly Edit[];
  readonly configuration: readonly Configuration[];
  /** The end of a connection that it changes, where the other end could be changed as well. */
  readonly end?: 'client' | 'server';
}

/** A port of a host that a problem is about. */
export interface WantedPort {
  readonly host: string;
  /** May lie outside 1-65535. */
  readonly port: number;
  readonly protocol: Protocol;
  readonly owners: readonly PortOwner[];
}

/** Who wants a port: a listener of a node, a published port of a container, or a forward of a host. */
export interface PortOwner {
  readonly node?: string;
  readonly listener?: string;
  readonly container?: string;
  readonly published?: string;
  readonly host?: string;
  readonly forward?: string;
}

type Texts<M extends Messages> = { readonly [Id in keyof M]: (data: M[Id]) => string };

interface RuleDefinition<M extends Messages> extends RuleFacts {
  readonly messages: Texts<M>;
  check(deployment: Deployment): Iterable<ProblemOf<M>>;
  fixes?(problem: ProblemOf<M>, deployment: Deployment): Iterable<FixCandidate>;
  ports?(problem: ProblemOf<M>): readonly WantedPort[];
}

interface EarlyDefinition<M extends Messages> extends RuleFacts {
  readonly phase: Exclude<Phase, 'deployment'>;
  readonly messages: Texts<M>;
}

/** Defines a rule that looks at a deployment. `M` maps each message id to the data of that message. */
export function defineRule<M extends Messages>({ messages, ...rule }: RuleDefinition<M>): Rule {
  return { ...rule, phase: 'deployment', text: (problem) => textOf(rule.id, messages, problem) };
}

/** Defines a rule whose problems are found by other stages. `M` maps each message id to the data of that message. */
export function defineEarlyRule<M extends Messages>({ messages, ...rule }: EarlyDefinition<M>): EarlyRule<M> {
  return {
    ...rule,
    text: (problem) => textOf(rule.id, messages, problem),
    attribute: (problems) => problems.map((problem) => ({ rule: rule.id, problem })),
  };
}

function textOf<M extends Messages>(id: string, messages: Texts<M>, { message, data }: Problem): string {
  if (!Object.hasOwn(messages, message)) throw new RangeError(`the rule ${id} has no message ${message}`);
  // Problems come back as plain data; only this rule made them, so the data is that of the message.
  return messages[message as keyof M](data as M[keyof M]);
}

/** Names that a message shows of a long list. */
const SHOWN_NAMES = 8;

/** Writes a list of names; of a long one the first of them and how many there are beside them. */
export function listedBriefly(names: readonly string[], others = 0): string {
  const more = names.length + others - SHOWN_NAMES;
  return more > 0 ? `${names.slice(0, SHOWN_NAMES).join(', ')} and ${more} more` : listed(names);
}

/** Joins names in a sentence: `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Returns a number with its noun: `1 port`, `12 ports`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
