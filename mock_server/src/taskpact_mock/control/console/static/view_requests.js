// What was called, the newest first, as it comes.

import { apis, contractOf } from './documents.js';
import { curlLine } from './curl.js';
import { copier, empty, heading, make, methodTag, pairs, pretty, statusBadge } from './dom.js';
import { mock, origin } from './mock.js';
import { moment, timeOf } from './time.js';

const OWN = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding', 'accept', 'user-agent']);
const SHOWN = 1000; // as many as the server remembers

let last = 0;
let wanted = '';
let list = null;
let summary = null;
let nothing = null;

export const requests = {
  name: 'requests',
  title: 'Requests',
  count: (world) => world.requests,
  open() {
    last = 0;
    list = make('ol', { class: 'rows journal', 'aria-label': 'Requests, the newest first' });
    summary = make('span', { class: 'muted' });
    nothing = make('div', { hidden: true }, empty('Nothing was called yet.',
      'Send a request to ', make('code', {}, origin()), ' and it stands here. ',
      make('a', { href: '#credentials' }, 'Credentials'), ' has lines to begin with.'));
    return [heading('Requests', summary, search()), nothing, list];
  },
  async update(world) {
    if (world.requests < last) clear(); // the world was reset
    if (world.requests > last) {
      const place = list;
      const { requests: found } = await mock.requests(last);
      if (place !== list) return; // opened anew meanwhile
      const fresh = found.filter(({ number }) => number > last); // two answers may have come at once
      last = fresh.at(-1)?.number ?? last;
      list.prepend(...fresh.reverse().map(row));
      while (list.children.length > SHOWN) list.lastElementChild.remove();
    }
    filter();
  },
};

function clear() {
  last = 0;
  list.replaceChildren();
}

function search() {
  const input = make('input', {
    type: 'search',
    placeholder: 'Path, operation, status …',
    'aria-label': 'Show requests with this in them',
    spellcheck: 'false',
    value: wanted,
  });
  input.addEventListener('input', () => {
    wanted = input.value;
    filter();
  });
  return input;
}

function filter() {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const each of list.children) {
    each.hidden = !words.every((word) => each.words.includes(word));
    shown += each.hidden ? 0 : 1;
  }
  nothing.hidden = last > 0;
  const kept = list.children.length;
  const all = kept === last ? '' : `the last ${kept} of ${last}`;
  summary.textContent = words.length && kept ? `${shown} of ${all || kept}` : all;
}

function row(entry) {
  const where = entry.operation ?? (entry.api ? 'no operation' : '');
  const opened = make('div', { class: 'detail' });
  const self = make('li', {}, make('details', { ontoggle: (event) => event.target.open && fill(opened, entry) },
    make('summary', {},
      timeOf(entry.at),
      methodTag(entry.method),
      make('span', { class: 'path' }, entry.path),
      make('span', { class: 'who' }, entry.principal ?? '–', make('i', {}, took(entry))),
      make('span', { class: 'where' }, entry.api ?? '', make('b', {}, where)),
      statusBadge(entry.status)),
    opened));
  self.words = [entry.method, entry.path, entry.api, entry.operation, entry.status ?? 'none', entry.request_id, entry.principal]
    .join(' ').toLowerCase();
  return self;
}

async function fill(place, entry) {
  if (place.children.length) return;
  const [found, summary] = await Promise.all([mock.request(entry.number), meaning(entry)])
    .catch((error) => [null, error.message]);
  if (found === null) {
    place.replaceChildren(make('p', { class: 'muted' }, summary));
    return;
  }
  const { query, headers, body, answer } = found;
  place.replaceChildren(
    pairs([
      ['Number', String(entry.number)],
      ['Answered', `${moment(entry.at)} UTC, after ${took(entry)}`],
      ['Operation', entry.operation ? `${entry.api} · ${entry.operation}` : 'The contract has none for this request.'],
      ['Answer', summary ?? (entry.status === null ? 'A fault left the request without one.' : String(entry.status))],
      ['Principal', entry.principal ?? 'nobody was let in'],
      ['Correlation id', entry.request_id ?? '–'],
    ]),
    make('div', { class: 'halves' },
      half('Request', headers, body, query ? `?${query}` : null),
      answer === null ? [] : half('Answer', answer.headers, answer.body, null)),
    make('div', { class: 'actions' },
      body.cut ? make('span', { class: 'muted' }, 'The body is too long to be copied.')
        : copier('Copy as curl', () => line(entry, found))),
  );
}

function half(title, headers, body, query) {
  const { text, bytes, cut } = body ?? {};
  const told = bytes ? `${bytes} bytes${cut ? ', of which the beginning' : ''}` : 'No body.';
  return make('section', {}, make('h3', {}, title),
    query ? make('p', { class: 'mono break' }, query) : null,
    pairs(Object.entries(headers).map(([name, value]) => [name, make('code', {}, value)])),
    bytes ? make('pre', { tabindex: '0', 'aria-label': `Body of the ${title.toLowerCase()}` }, pretty(text)) : null,
    make('p', { class: 'muted' }, body ? told : 'A stream, which is not kept.'));
}

/** How long it took in the world's time. */
const took = ({ seconds }) => (seconds < 1 ? `${+(seconds * 1000).toFixed(3)} ms` : `${+seconds.toFixed(3)} s`);

/** What the contract says of the status. */
async function meaning({ api, operation, status }) {
  if (operation === null || status === null) return null;
  const [method, path] = (await apis())[api].operations[operation].split(' ');
  const contract = await contractOf(api);
  const found = contract.paths[path][method.toLowerCase()].responses[status];
  const text = found?.$ref ? contract.components.responses[found.$ref.split('/').at(-1)] : found;
  return `${status}: ${text?.description ?? 'not documented for this operation'}`;
}

/** The request as a line; hidden credentials are those of the world's default principal. */
async function line({ api, method, path }, { query, headers, body }) {
  const access = (await mock.credentials())[api]?.headers ?? {};
  const known = new Map(Object.entries(access).map(([name, value]) => [name.toLowerCase(), value]));
  const kept = Object.entries(headers).filter(([name]) => !OWN.has(name));
  return curlLine({
    method,
    path: query ? `${path}?${query}` : path,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, value === '(hidden)' ? known.get(name) ?? value : value])),
    body: body.bytes ? body.text : null,
  });
}
