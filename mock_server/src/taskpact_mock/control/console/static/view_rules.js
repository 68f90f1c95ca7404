// Scripts and faults: what the next requests come to, and what goes wrong with them.

import { apis, contractOf } from './documents.js';
import { resolve } from './curl.js';
import { button, empty, heading, make, redraw } from './dom.js';
import { choice, field, form, json, labelled, properties } from './form.js';
import { mock } from './mock.js';

const KINDS = [
  {
    title: 'Scripts',
    about: 'What the service does with the next matching request or run.',
    list: async () => (await mock.scripts()).scripts,
    add: mock.addScript,
    remove: mock.removeScript,
    clear: mock.clearScripts,
    member: 'outcome',
    options: scriptOptions,
    chance: false,
  },
  {
    title: 'Faults',
    about: 'What the network does between a request, its effect and its answer.',
    list: async () => (await mock.faults()).faults,
    add: mock.addFault,
    remove: mock.removeFault,
    clear: mock.clearFaults,
    member: 'fault',
    options: faultOptions,
    chance: true,
  },
];

let page = null;
let columns = [];

export const rules = {
  name: 'rules',
  title: 'Scripts & faults',
  count: (world) => world.scripts + world.faults,
  open(given) {
    page = given;
    columns = KINDS.map((kind) => ({ kind, list: make('div', {}), adder: make('details', { class: 'adder' },
      make('summary', {}, `Add ${kind.title === 'Faults' ? 'a fault' : 'a script'}`)) }));
    return [heading('Scripts & faults'), make('div', { class: 'columns' }, columns.map(column))];
  },
  async update() {
    await Promise.all(columns.map(async ({ kind, list, adder }) => {
      const found = await kind.list();
      if (adder.children.length === 1) adder.append(await newRule(kind));
      redraw(list, found, () => shown(kind, found));
    }));
  },
};

function column({ kind, list, adder }) {
  return make('section', { class: 'card' }, make('h3', {}, kind.title), make('p', { class: 'muted' }, kind.about),
    list, adder);
}

function shown(kind, found) {
  if (!found.length) return empty(`No ${kind.title.toLowerCase()}.`, 'Everything goes its usual way.');
  const clear = button('Remove all', () => page.attempt(kind.clear), { class: 'danger' });
  return [make('ul', { class: 'rows plain' }, found.map((each) => rule(kind, each))),
    make('div', { class: 'actions' }, clear)];
}

function rule(kind, { id, api, operation, times, match, probability, ...rest }) {
  const told = [
    times === null ? 'for ever' : times === 1 ? 'once more' : `${times} times more`,
    probability === undefined || probability === 1 ? null : `probability ${probability}`,
    Object.keys(match).length ? `body has ${JSON.stringify(match)}` : null,
  ].filter(Boolean).join(', ');
  return make('li', {},
    make('div', { class: 'grow' },
      make('div', {}, make('span', { class: 'muted' }, `${api} `), make('b', {}, operation ?? 'every operation')),
      make('code', { class: 'break' }, JSON.stringify(rest[kind.member])),
      make('div', { class: 'muted' }, told)),
    button('Remove', () => page.attempt(() => kind.remove(id)), { 'aria-label': `Remove number ${id}` }));
}

async function newRule(kind) {
  const [listed, contract] = await Promise.all([apis(), contractOf('control')]);
  const api = choice('API', Object.keys(listed).map((name) => [name, name]));
  const operation = choice('Operation', []);
  const what = choice('What happens', []);
  const members = make('div', { class: 'fields members' });
  let value = null;

  const showMembers = () => {
    const option = kind.options(contract, api.control.value)[what.control.value];
    value = option.fields(contract);
    members.replaceChildren(make('p', { class: 'muted' }, option.about), ...value.elements);
  };
  const showApi = () => {
    fill(operation.control, [['', 'every operation'], ...Object.keys(listed[api.control.value].operations).map((name) => [name, name])]);
    fill(what.control, Object.keys(kind.options(contract, api.control.value)).map((name) => [name, name]));
    showMembers();
  };
  api.control.addEventListener('change', showApi);
  what.control.addEventListener('change', showMembers);
  showApi();

  const often = times();
  const match = json('match', '{}', false, 'What the body must hold. As JSON.');
  const chance = kind.chance
    ? field(contract, 'probability', contract.components.schemas.NewFault.properties.probability) : null;
  const fields = [api, operation, what].map((each) => each.element);
  const more = [often, match, chance].filter(Boolean).map((each) => each.element);
  return form([make('div', { class: 'fields' }, fields), members, make('div', { class: 'fields' }, more)], 'Add it', async () => {
    await kind.add(compact({
      api: api.read(),
      operation: operation.read(),
      times: often.read(),
      match: match.read(),
      probability: chance?.read(),
      [kind.member]: value.read(),
    }));
    await page.refresh();
  });
}

/** How often a rule is used. */
function times() {
  const control = make('select', {}, [['1', 'once'], ['2', 'twice'], ['3', '3 times'], ['10', '10 times'], ['', 'for ever']]
    .map(([value, text]) => make('option', { value }, text)));
  return labelled('How often', control, { read: () => (control.value ? Number(control.value) : null) });
}

/** The faults of the contract, by kind. */
function faultOptions(contract) {
  const kinds = contract.components.schemas.Fault.properties;
  return Object.fromEntries(Object.entries(kinds).map(([name, node]) => [name, {
    about: node.description,
    fields: () => {
      const { elements, read } = properties(contract, resolve(contract, node));
      return { elements, read: () => ({ [name]: read() }) };
    },
  }]));
}

/** The outcomes of an API: a documented status, or what its work comes to. */
function scriptOptions(contract, api) {
  const { allOf } = contract.components.schemas.NewScript;
  const own = allOf.find((each) => each.if.properties.api.const === api);
  const outcomes = own ? resolve(contract, own.then.properties.outcome).properties : {};
  const status = { about: 'Another answer that the operation documents, before anything happens.', fields: otherAnswer };
  return {
    status,
    ...Object.fromEntries(Object.entries(outcomes).map(([name, node]) => [name, {
      about: '',
      fields: () => {
        const { element, read } = field(contract, name, node, true);
        return { elements: [element], read: () => ({ [name]: read() }) };
      },
    }])),
  };
}

function otherAnswer(contract) {
  const { elements, read } = properties(contract, contract.components.schemas.OtherAnswer, { without: ['phase'] });
  return { elements, read };
}

function fill(select, options) {
  select.replaceChildren(...options.map(([value, text]) => make('option', { value }, text)));
}

const compact = (value) => Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
