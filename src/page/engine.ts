import { type Answer, answerOf, corrected, type Files } from './answer.js';
import { type Download, downloadsOf } from './downloads.js';

/** What the page shows of an answer: plain data, which goes from one thread to another. */
export interface Shown extends Pick<Answer, 'body' | 'summary' | 'said' | 'findings' | 'isCorrectable'> {
  /** Whether something could be checked; otherwise the summary says why not. */
  readonly isChecked: boolean;
  /** For each finding, in order, which of its fixes can be applied. */
  readonly writable: readonly (readonly boolean[])[];
  /** What can be made of the answer, in the order of their numbers. */
  readonly downloads: readonly Pick<Download, 'title' | 'name'>[];
}

/** Answers what the page asks. Everything but `check` and `corrected` is about the files that were checked last. */
export class Engine {
  private answer: Answer | undefined;
  private downloads: readonly Download[] = [];

  async check(files: Files): Promise<Shown> {
    const answer = await answerOf(files);
    const { checked, body, summary, said, findings, isCorrectable } = answer;
    this.answer = answer;
    this.downloads = checked && checked.report.deployments.length > 0 ? downloadsOf(checked) : [];
    return {
      ...{ body, summary, said, findings, isCorrectable },
      isChecked: checked !== undefined,
      writable: findings.map(({ fixes }) => fixes.map(answer.isWritable)),
      downloads: this.downloads.map(({ title, name }) => ({ title, name })),
    };
  }

  /** Returns the files after a fix of a finding, both counted from 0; undefined where it is not known how to write it. */
  applied(finding: number, fix: number): Files | undefined {
    const offered = this.answer?.findings[finding]?.fixes[fix];
    return offered && this.answer?.applied(offered);
  }

  /** Returns the text of a download, counted from 0. */
  text(download: number): string | undefined {
    return this.downloads[download]?.text();
  }

  corrected(files: Files): ReturnType<typeof corrected> {
    return corrected(files);
  }
}
