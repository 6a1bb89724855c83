/// <reference lib="dom" />
import type { Range, Severity } from '../../model/finding.js';
import { WEIGHT } from '../../values/severities.js';
import { offsetsIn } from '../changed.js';
import { element, make } from './elements.js';

/** A place of the text with something wrong at it. */
export interface Mark {
  readonly severity: Severity;
  readonly range: Range;
  readonly message: string;
}

const SIGNS: Readonly<Record<Severity, string>> = { error: '\u2715', warning: '!', info: 'i' };

/** The field with the text of one file, its lines numbered and what is wrong marked at its place. */
export class TextField {
  private readonly text = element('text', HTMLTextAreaElement);
  private readonly gutter = element('gutter', HTMLElement);
  private readonly backdrop = element('marks', HTMLElement);
  private readonly atLine = element('at-line', HTMLElement);
  private marks: readonly Mark[] = [];

  constructor(changed: (text: string) => void) {
    this.text.addEventListener('input', () => {
      // Marks of another text would be at wrong places until the answer comes.
      this.mark([]);
      changed(this.text.value);
    });
    this.text.addEventListener('scroll', () => this.align());
    for (const event of ['keyup', 'click', 'focus']) this.text.addEventListener(event, () => this.sayAtLine());
  }

  /** Shows another text. */
  show(text: string, name: string): void {
    if (this.text.value !== text) this.text.value = text;
    this.text.setAttribute('aria-label', `Text of ${name}`);
    this.mark([]);
  }

  mark(marks: readonly Mark[]): void {
    this.marks = [...marks].sort((a, b) => WEIGHT[b.severity] - WEIGHT[a.severity]);
    const gravest = new Map<number, Severity>();
    for (const { range, severity } of this.marks.toReversed()) gravest.set(range.start.line, severity);
    const lines = this.text.value.split(/\r\n|\r|\n/);
    this.gutter.replaceChildren(
      ...lines.map((_, index) => {
        const severity = gravest.get(index + 1);
        const number = `${index + 1}\n`;
        return severity ? make('b', { className: severity, textContent: `${SIGNS[severity]} ${number}` }) : number;
      }),
    );
    this.backdrop.replaceChildren(...this.backdropParts());
    this.align();
    this.sayAtLine();
  }

  /** Moves the reader to a place of the text. */
  reveal({ start, end }: Range): void {
    const offsetOf = offsetsIn(this.text.value);
    this.text.focus();
    this.text.setSelectionRange(offsetOf(start), offsetOf(end));
    this.text.scrollTop = Math.max(0, (start.line - 5) * this.lineHeight());
    this.text.scrollIntoView({ block: 'center' });
    this.align();
    this.sayAtLine();
  }

  /** The text with the marked places in elements; of places that overlap, the gravest is shown. */
  private backdropParts(): readonly (Node | string)[] {
    const { value } = this.text;
    const offsetOf = offsetsIn(value);
    const taken: { readonly from: number; readonly to: number; readonly severity: Severity }[] = [];
    for (const { range, severity } of this.marks) {
      const [from, to] = [offsetOf(range.start), offsetOf(range.end)];
      if (taken.every((other) => to <= other.from || other.to <= from)) taken.push({ from, to, severity });
    }
    let end = 0;
    const parts = taken
      .sort((a, b) => a.from - b.from)
      .flatMap(({ from, to, severity }) => {
        const between = value.slice(end, from);
        end = to;
        return [between, make('mark', { className: severity, textContent: value.slice(from, to) })];
      });
    return [...parts, `${value.slice(end)}\n`];
  }

  private align(): void {
    this.gutter.scrollTop = this.text.scrollTop;
    this.backdrop.scrollTop = this.text.scrollTop;
    this.backdrop.scrollLeft = this.text.scrollLeft;
  }

  private lineHeight(): number {
    return Number.parseFloat(getComputedStyle(this.text).lineHeight);
  }

  /** Says below the field what is wrong where the reader is. */
  private sayAtLine(): void {
    const line = this.text.value.slice(0, this.text.selectionStart).split(/\r\n|\r|\n/).length;
    const here = this.marks.filter(({ range }) => range.start.line === line);
    const said = here.map(({ severity, message }) => `${severity}: ${message}`);
    const text = said.length === 0 ? '' : `Line ${line}: ${[...new Set(said)].join('; ')}`;
    if (this.atLine.textContent !== text) this.atLine.textContent = text;
  }
}
