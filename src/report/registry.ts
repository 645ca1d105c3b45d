/** What `--format` takes, one line each. */
import type { Plan } from '../plan/plan.js';
import { githubFailure, githubReport, harmless } from './github.js';
import { htmlFailure, htmlReport } from './html.js';
import { type HumanOptions, humanReport } from './human.js';
import { errorDocument, type Failure, type JsonOptions, jsonText, planDocument } from './json.js';
import { markdownFailure, markdownReport } from './markdown.js';
import { type SarifOptions, sarifFailure, sarifReport } from './sarif.js';

export type ReportOptions = HumanOptions & JsonOptions & SarifOptions;

export interface Report {
  readonly plan: (plan: Plan, o: ReportOptions) => string;
  /** What stdout says when there is no plan. stderr tells the same to people. */
  readonly failure: (failures: ReadonlyArray<Failure>, o: Pick<SarifOptions, 'version' | 'exitCode'>) => string;
  /** Talk on stderr, which a runner may read too. */
  readonly talk: (text: string) => string;
}

const same = (text: string): string => text;

export const reports = {
  human: { plan: humanReport, failure: () => '', talk: same },
  json: {
    plan: (plan, o) => jsonText(planDocument(plan, o)),
    failure: (failures, o) => jsonText(errorDocument(failures, o.exitCode)),
    talk: same,
  },
  markdown: { plan: markdownReport, failure: markdownFailure, talk: same },
  sarif: { plan: sarifReport, failure: sarifFailure, talk: same },
  html: { plan: htmlReport, failure: htmlFailure, talk: same },
  github: { plan: githubReport, failure: githubFailure, talk: harmless },
} as const satisfies Readonly<Record<string, Report>>;

export type FormatId = keyof typeof reports;

export const isFormat = (word: string): word is FormatId => Object.hasOwn(reports, word);
