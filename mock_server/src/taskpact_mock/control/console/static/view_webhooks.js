// What the services told other programs, and how often they tried.

import { copier, empty, heading, make, pretty, redraw, statusBadge } from './dom.js';
import { mock } from './mock.js';
import { timeOf } from './time.js';

let place = null;

export const webhooks = {
  name: 'webhooks',
  title: 'Webhooks',
  count: (world) => world.webhooks,
  open() {
    place = make('div', {});
    return [heading('Webhooks'), place];
  },
  async update() {
    const found = (await mock.webhooks()).deliveries;
    redraw(place, found, () => (found.length ? list(found) : empty('No webhook was sent.',
      'A task with a callback address sends one when it ends.')));
  },
};

function list(found) {
  return make('ol', { class: 'rows' }, [...found].reverse().map(delivery));
}

function delivery({ id, api, url, body, attempts }) {
  const last = attempts.at(-1);
  return make('li', {}, make('details', { class: 'delivery', 'data-name': String(id) },
    make('summary', {},
      make('span', { class: 'mono muted' }, `#${id}`),
      make('span', { class: 'path' }, url),
      make('span', { class: 'where' }, api, make('b', {}, tries(attempts.length))),
      last ? statusBadge(last.status) : make('span', { class: 'status' }, 'sent')),
    make('div', { class: 'detail' },
      make('ol', { class: 'attempts' }, attempts.map(attempt)),
      make('pre', {}, pretty(body)),
      make('div', { class: 'actions' }, copier('Copy body', () => body)))));
}

const tries = (count) => (count === 1 ? '1 attempt' : `${count} attempts`);

function attempt({ at, status, error }) {
  return make('li', {}, timeOf(at), statusBadge(status),
    make('span', { class: 'break' }, error ?? (status < 300 ? 'taken' : 'not taken')));
}
