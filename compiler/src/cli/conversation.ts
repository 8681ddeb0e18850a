import { readFileSync } from 'node:fs';
import type { CommentApi, RunNumber } from './comment-api.js';
import { githubComments } from './comment-github.js';
import { gitlabComments } from './comment-gitlab.js';
import { isObject } from './http.js';
import { CommandError } from './terminal.js';

/** Which run of a workflow this is: later ones have higher numbers. */
export function runNumber(): RunNumber {
  const { GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, CI_PIPELINE_ID, CI_JOB_ID } = process.env;
  return isGitlab()
    ? { id: Number(CI_PIPELINE_ID ?? 0), attempt: Number(CI_JOB_ID ?? 1) }
    : { id: Number(GITHUB_RUN_ID ?? 0), attempt: Number(GITHUB_RUN_ATTEMPT ?? 1) };
}

/** Where the comment is written, by what the workflow's environment says; else why none is, as a line for the log. */
export function conversation(): CommentApi | string {
  return isGitlab() ? ofMergeRequest() : ofPullRequest();
}

function isGitlab(): boolean {
  return process.env['GITLAB_CI'] === 'true';
}

function ofMergeRequest(): CommentApi | string {
  const { CI_API_V4_URL = '', CI_PROJECT_ID = '', CI_MERGE_REQUEST_IID = '', DCPLAN_TOKEN = '' } = process.env;
  if (CI_MERGE_REQUEST_IID === '') return 'this is no merge request: no comment is written';
  if (DCPLAN_TOKEN === '' || CI_API_V4_URL === '' || CI_PROJECT_ID === '')
    return 'no DCPLAN_TOKEN: no comment is written';
  return gitlabComments({
    api: CI_API_V4_URL.replace(/\/$/, ''),
    project: CI_PROJECT_ID,
    number: Number(CI_MERGE_REQUEST_IID),
    token: DCPLAN_TOKEN,
  });
}

function ofPullRequest(): CommentApi | string {
  const {
    GITHUB_API_URL = 'https://api.github.com',
    GITHUB_REPOSITORY = '',
    GITHUB_TOKEN = '',
    DCPLAN_COMMENT_AUTHOR = 'github-actions[bot]',
  } = process.env;
  const number = pullRequestNumber();
  if (number === undefined) return 'this is no pull request: no comment is written';
  if (GITHUB_TOKEN === '' || GITHUB_REPOSITORY === '') return 'no GITHUB_TOKEN: no comment is written';
  return githubComments({
    api: GITHUB_API_URL.replace(/\/$/, ''),
    repository: GITHUB_REPOSITORY,
    number,
    token: GITHUB_TOKEN,
    author: DCPLAN_COMMENT_AUTHOR,
  });
}

/** The number of the pull request that a workflow runs for. */
function pullRequestNumber(): number | undefined {
  const file = process.env['GITHUB_EVENT_PATH'] ?? '';
  if (file === '') return undefined;
  let event: unknown;
  try {
    event = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new CommandError(`${file}: this is no event of a workflow`);
  }
  const request = isObject(event) ? event['pull_request'] : undefined;
  const number = isObject(request) ? request['number'] : undefined;
  return typeof number === 'number' ? number : undefined;
}
