// What the contracts document, and what of it was seen.

import { contractOf } from './documents.js';
import { curlOf, operations } from './curl.js';
import { copier, heading, make, methodTag, redraw, statusBadge } from './dom.js';
import { mock, server } from './mock.js';

let place = null;
let everywhere = false;

export const contracts = {
  name: 'apis',
  title: 'APIs',
  open({ refresh }) {
    place = make('div', {});
    return [heading('APIs', scope(refresh)),
      make('p', { class: 'lead' }, 'Each documented answer. Filled ones were seen, with how often.'), place];
  },
  async update() {
    const seen = everywhere ? await server.coverage() : await mock.coverage();
    const documents = await Promise.all(Object.keys(seen).map(contractOf));
    redraw(place, seen, () => documents.map((contract, at) => card(contract, ...Object.entries(seen)[at])));
  },
};

function scope(refresh) {
  const select = make('select', { 'aria-label': 'Seen where' },
    make('option', { value: '' }, 'In this world'), make('option', { value: 'all' }, 'In all worlds'));
  select.value = everywhere ? 'all' : '';
  select.addEventListener('change', () => {
    everywhere = select.value === 'all';
    refresh();
  });
  return select;
}

function card(contract, api, { operations: seen, transitions }) {
  const found = operations(contract);
  const all = found.reduce((sum, { node }) => sum + Object.keys(node.responses).length, 0);
  const missing = Object.values(seen).reduce((sum, each) => sum + each.missing.length, 0);
  return make('section', { class: 'card' },
    make('div', { class: 'card-head' }, make('h3', {}, api), meter(`answers of ${api}`, all - missing, all)),
    make('ul', { class: 'operations' },
      found.map((each) => row(contract, api, each, seen[each.node.operationId]))),
    Object.entries(transitions).map(([resource, steps]) => lifecycle(api, resource, steps)));
}

function meter(label, hit, all) {
  return make('span', { class: 'meter' },
    make('progress', { max: String(all), value: String(hit), 'aria-label': `Seen ${label}` }), `${hit} of ${all} seen`);
}

function row(contract, api, { method, template, node }, { seen, missing }) {
  const name = node.operationId;
  const statuses = [...Object.keys(seen).map(Number), ...missing].sort((one, other) => one - other);
  return make('li', {},
    make('div', { class: 'operation' }, make('b', {}, name),
      make('span', { class: 'request' }, methodTag(method), make('span', { class: 'path' }, template))),
    make('div', { class: 'statuses' }, statuses.map((status) => answer(status, seen[status] ?? 0, status in node.responses))),
    copier('Copy curl', async () => curlOf(contract, name, (await mock.credentials())[api]), {
      'aria-label': `Copy a curl line for ${name}`,
    }));
}

/** A fault's own answer, and one of a quirk, may be seen without being documented. */
function answer(status, times, documented) {
  const title = (times ? `seen ${times} times` : 'not seen') + (documented ? '' : ', not documented');
  const badge = statusBadge(status, { title });
  badge.classList.toggle('unseen-status', !times);
  if (times) badge.append(make('i', {}, ` × ${times}`));
  else badge.append(make('span', { class: 'unseen' }, ' not seen'));
  return badge;
}

function lifecycle(api, resource, { seen, missing }) {
  return make('details', { 'data-name': `${api} ${resource}` },
    make('summary', {}, `Life cycle of ${resource}: ${seen.length} of ${seen.length + missing.length} steps taken`),
    make('ul', { class: 'steps' },
      seen.map((each) => step(each, true)), missing.map((each) => step(each, false))));
}

function step({ by, name, from, to }, taken) {
  return make('li', { class: taken ? 'taken' : 'open' },
    make('span', { 'aria-label': taken ? 'taken' : 'not taken', role: 'img' }, taken ? '✓' : '○'),
    make('b', {}, name), ` ${by === 'operation' ? '' : `(${by}) `}${from ?? 'born'} → ${to}`);
}
