// The requests that the console makes: the control plane's own, as anybody could by curl.

const PAGE = /^\/_mock\/worlds\/([^/]+)\/_mock\/console$/;

/** The world that the page looks at. */
let world = nameIn(location.pathname);

/** An answer that says no; its text names what is wrong. */
export class Refused extends Error {}

/** No answer came. */
export class Unreachable extends Error {}

/** Another world was chosen while the answer was on its way. */
export class Outdated extends Error {}

export const worldName = () => world;

/** From now on everything is about the world `name`; the page's address says so, too. */
export function choose(name) {
  world = name;
  const page = `${prefix()}/_mock/console`;
  if (location.pathname !== page) history.replaceState(null, '', page + location.hash);
}

/** What stands before a path to name the world. */
export const prefix = () => (world === 'default' ? '' : `/_mock/worlds/${encodeURIComponent(world)}`);

/** The address at which the chosen world's APIs are. */
export const origin = () => location.origin + prefix();

/** Of the server, whichever world is chosen. */
export const server = {
  worlds: () => call('GET', '/_mock/worlds', { of: '' }),
  makeWorld: (wanted) => call('POST', '/_mock/worlds', { of: '', body: wanted }),
  dropWorld: (name) => call('DELETE', `/_mock/worlds/${encodeURIComponent(name)}`, { of: '' }),
  contracts: () => call('GET', '/_mock/openapi', { of: '' }),
  contract: (api) => call('GET', `/_mock/openapi/${api}`, { of: '' }),
  coverage: () => call('GET', '/_mock/coverage', { of: '', query: { worlds: 'all' } }),
};

/** Of the chosen world. */
export const mock = {
  reset: () => call('POST', '/_mock/reset'),
  advance: (seconds) => call('POST', '/_mock/clock/advance', { body: { seconds } }),
  credentials: () => call('GET', '/_mock/credentials'),
  coverage: () => call('GET', '/_mock/coverage'),
  requests: (after) => call('GET', '/_mock/requests', { query: { after } }),
  request: (number) => call('GET', `/_mock/requests/${number}`),
  records: (api, query) => call('GET', `/_mock/records/${api}`, { query }),
  webhooks: () => call('GET', '/_mock/webhooks'),
  waiters: () => call('GET', '/_mock/waiters'),
  scripts: () => call('GET', '/_mock/scripts'),
  addScript: (script) => call('POST', '/_mock/scripts', { body: script }),
  removeScript: (id) => call('DELETE', `/_mock/scripts/${id}`),
  clearScripts: () => call('DELETE', '/_mock/scripts'),
  faults: () => call('GET', '/_mock/faults'),
  addFault: (fault) => call('POST', '/_mock/faults', { body: fault }),
  removeFault: (id) => call('DELETE', `/_mock/faults/${id}`),
  clearFaults: () => call('DELETE', '/_mock/faults'),
};

async function call(method, path, { of = prefix(), query = {}, body } = {}) {
  const asked = world;
  const sent = body === undefined
    ? { method }
    : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const search = new URLSearchParams(query).toString();
  const response = await fetch(of + path + (search && `?${search}`), sent).catch(() => {
    throw new Unreachable('The mock does not answer. Trying again.');
  });
  const text = await response.text().catch(() => '');
  if (asked !== world) throw new Outdated();
  const value = text ? JSON.parse(text) : null;
  if (!response.ok) throw new Refused(value?.error ?? `${method} ${path}: ${response.status}`);
  return value;
}

function nameIn(path) {
  const [, name] = PAGE.exec(path) ?? [];
  try {
    return name === undefined ? 'default' : decodeURIComponent(name);
  } catch {
    return 'default'; // percent signs that mean nothing
  }
}
