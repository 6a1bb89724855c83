import { markdown as markdownPage } from '../page/markdown.js';
import { sectionOf } from './list.js';
import type { VerificationReporter } from './reporter.js';

/** For a ticket or a wiki page. */
export const markdown: VerificationReporter = ({ hosts }, style) =>
  markdownPage({ sections: hosts.map(sectionOf) }, style);
