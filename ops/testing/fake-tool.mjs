// Fake wrangler, lk, git and npm: `node fake-tool.mjs FOLDER TOOL ARGS…`. Records its calls, keeps the state that
// Cloudflare and LiveKit would keep, and fails where that state says so.
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '', tool = '', ...args] = process.argv.slice(2);
const input = readFileSync(0, 'utf8');
const statePath = join(folder, 'state.json');
const callsPath = join(folder, 'calls.jsonl');
const state = JSON.parse(readFileSync(statePath, 'utf8'));
const file = option('--secrets-file');
const call = readFileSync(callsPath, 'utf8').split('\n').length;
appendFileSync(
  callsPath,
  `${JSON.stringify({ tool, args, input, ...(file && { file: readFileSync(file, 'utf8'), mode: statSync(file).mode & 0o777 }) })}\n`,
);
if (state.fail?.call === call && state.fail.when === 'before') fail();
const output = run(`${tool} ${args.join(' ')}`);
writeFileSync(statePath, JSON.stringify(state));
if (state.fail?.call === call) fail();
if (output !== undefined) console.log(typeof output === 'string' ? output : JSON.stringify(output));

/** @param {string} line */
function run(line) {
  if (state.broken && line.startsWith(state.broken)) fail();
  if (line.startsWith('wrangler whoami')) return { loggedIn: true };
  if (line.startsWith('wrangler secret list')) {
    return Object.keys(deployed().secrets).map((name) => ({ name, type: 'secret_text' }));
  }
  if (line.startsWith('wrangler secret bulk')) return putLive(addVersion(JSON.parse(input)));
  if (line.startsWith('wrangler versions list')) return state.versions.map(describe);
  if (line.startsWith('wrangler versions secret bulk'))
    return created(addVersion(JSON.parse(input)));
  if (line.startsWith('wrangler versions secret delete'))
    return created(addVersion({ [args[3] ?? '']: undefined }));
  if (line.startsWith('wrangler versions upload')) return created(addVersion({}));
  if (line.startsWith('wrangler versions deploy')) return routeTraffic();
  if (line.startsWith('wrangler deployments status')) return deploymentStatus();
  if (line.startsWith('wrangler deploy ')) return putLive(addVersion({}));
  if (line.startsWith('wrangler rollback'))
    return putLive(args[1]?.startsWith('--') ? 'version-1' : args[1]);
  if (line.startsWith('lk agent status')) return {};
  if (line.startsWith('lk agent secrets')) {
    return { secrets: Object.keys(state.agent.secrets).map((name) => ({ name })) };
  }
  if (line.startsWith('lk agent versions')) return { versions: state.agent.versions };
  if (line.startsWith('lk agent deploy')) return deployAgent();
  if (line.startsWith('lk agent update-secrets')) return updateAgentSecrets();
  if (line.startsWith('lk agent rollback')) return 'rolled back';
  if (line.startsWith('git status')) return state.git.changes;
  if (line.startsWith('git rev-parse')) return state.git.head;
  if (line.startsWith('git log')) return state.git.log;
  if (tool === 'npm') return 'done';
  console.error(`the fake tools do not support: ${line}`);
  process.exit(9);
}

/** @param {Record<string, string | undefined>} secrets */
function addVersion(secrets) {
  const id = `version-${state.versions.length + 1}`;
  const base = state.versions.at(-1) ?? { secrets: {} };
  const own = JSON.parse(JSON.stringify({ ...base.secrets, ...secrets }));
  state.versions.push({ id, tag: option('--tag'), message: option('--message'), secrets: own });
  return id;
}

/** @param {string | undefined} id */
function putLive(id) {
  state.traffic = { [id ?? '']: 100 };
  return created(id);
}

function routeTraffic() {
  const specs = args.filter((arg) => arg.includes('@')).map((arg) => arg.split('@'));
  state.traffic = Object.fromEntries(
    specs.map(([id, share]) => [id, Number(share?.replace('%', ''))]),
  );
  return 'deployed';
}

function deployed() {
  const [id] = Object.entries(state.traffic).find(([, share]) => share === 100) ?? [];
  return (
    state.versions.find((/** @type {{ id: string }} */ version) => version.id === id) ?? {
      secrets: {},
    }
  );
}

function deploymentStatus() {
  if (state.versions.length === 0) {
    console.error('This Worker does not exist on your account. [code: 10007]');
    process.exit(1);
  }
  const versions = Object.entries(state.traffic).map(([id, share]) => ({
    version_id: id,
    percentage: share,
  }));
  return { created_on: '2026-01-01T00:00:00Z', versions };
}

/** @param {{ id: string, tag?: string, message?: string }} version */
function describe({ id, tag, message }) {
  const second = String(id.split('-')[1]).padStart(2, '0');
  return {
    id,
    metadata: { created_on: `2026-01-01T00:00:${second}Z` },
    annotations: {
      ...(tag && { 'workers/tag': tag }),
      ...(message && { 'workers/message': message }),
    },
  };
}

function deployAgent() {
  for (const version of state.agent.versions) delete version.current;
  const version = `v${state.agent.versions.length + 1}`;
  state.agent.versions.unshift({
    version,
    current: true,
    attributes: { git_commit: state.git.head },
  });
  return 'deployed';
}

function updateAgentSecrets() {
  for (const line of readFileSync(file ?? '', 'utf8')
    .trim()
    .split('\n')) {
    const [name = '', value = ''] = line.split(/=(.*)/s);
    state.agent.secrets[name] = JSON.parse(value);
  }
  return 'updated';
}

/** @param {string} name */
function option(name) {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

/** @param {string | undefined} id */
function created(id) {
  return `Created version ${id}`;
}

/** @returns {never} */
function fail() {
  // Prints its input, secrets included, as the worst real tool would.
  console.error(`${tool} failed. Input: ${input}${file ? readFileSync(file, 'utf8') : ''}`);
  process.exit(1);
}
