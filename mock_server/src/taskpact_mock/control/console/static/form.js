// Forms made from the schemas of the control plane's contract: what it documents can be filled in.

import { resolve } from './curl.js';
import { make } from './dom.js';

let numbers = 0;

/** What was filled in cannot be sent; the text says why. */
export class Unfit extends Error {}

/** A labelled control whose `read` gives what was filled in, or undefined. */
export function labelled(label, control, { hint = '', read = () => control.value || undefined } = {}) {
  const id = `field-${(numbers += 1)}`;
  control.id = id;
  const note = hint ? make('small', { id: `${id}-hint` }, hint) : null;
  if (note) control.setAttribute('aria-describedby', note.id);
  const element = make('div', { class: 'field' }, make('label', { for: id }, label), control, note);
  return { element, control, read };
}

/** A choice; `options` are pairs of value and text. */
export function choice(label, options, extra = {}) {
  const control = make('select', {}, options.map(([value, text]) => make('option', { value }, text)));
  return labelled(label, control, extra);
}

/** The field for one property of a schema. */
export function field(contract, name, node, required = false) {
  const schema = resolve(contract, node);
  const extra = { hint: schema.description ?? '' };
  const types = [schema.type ?? 'any'].flat();
  const absent = required ? [] : [['', schema.default === undefined ? 'not set' : `not set (${schema.default})`]];
  if (schema.enum) return choice(name, [...absent, ...schema.enum.map((each) => [each, each])], extra);
  if (types.includes('boolean')) {
    const bool = choice(name, [...absent, ['true', 'yes'], ['false', 'no']], extra);
    return { ...bool, read: () => (bool.control.value ? bool.control.value === 'true' : undefined) };
  }
  if (types.includes('integer') || types.includes('number')) return number(name, schema, types, required, extra);
  if (types.includes('string')) return labelled(name, textInput(schema, required), extra);
  if (types.includes('array')) return labelled(name, textInput({}, required), list(extra));
  if (schema.properties) return group(name, properties(contract, schema), extra.hint, required);
  const isObject = types.includes('object');
  return json(name, isObject ? '{}' : '', required, extra.hint + (isObject ? ' As JSON.' : ''));
}

/** The fields of an object, in the order of its schema. `read` leaves out what was not filled in. */
export function properties(contract, schema, { without = [] } = {}) {
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {})
    .filter(([name]) => !without.includes(name))
    .map(([name, node]) => [name, field(contract, name, node, required.has(name))]);
  const read = () => {
    const read = fields.map(([name, each]) => [name, each.read()]);
    return Object.fromEntries(read.filter(([, value]) => value !== undefined));
  };
  return { elements: fields.map(([, each]) => each.element), read };
}

/** JSON that is typed in. */
export function json(name, placeholder, required, hint) {
  const control = make('textarea', { rows: 2, placeholder, spellcheck: 'false', required });
  return labelled(name, control, {
    hint,
    read: () => (control.value.trim() ? parsed(name, control) : undefined),
  });
}

/** A form of these elements; `send` is called with nothing and may refuse by an error. */
export function form(elements, label, send) {
  const problem = make('p', { class: 'problem', role: 'alert' });
  const submit = make('button', { type: 'submit', class: 'primary' }, label);
  const submitted = async (event) => {
    event.preventDefault();
    problem.textContent = '';
    submit.disabled = true;
    try {
      await send();
    } catch (error) {
      problem.textContent = error.message;
    } finally {
      submit.disabled = false;
    }
  };
  return make('form', { class: 'form', onsubmit: submitted }, elements, problem,
    make('div', { class: 'actions' }, submit));
}

function number(name, schema, types, required, extra) {
  const control = make('input', {
    type: 'number',
    min: schema.minimum,
    max: schema.maximum,
    step: types.includes('integer') ? 1 : 'any',
    placeholder: schema.default,
    required,
  });
  return labelled(name, control, {
    ...extra,
    read: () => (control.value === '' ? undefined : Number(control.value)),
  });
}

function textInput(schema, required) {
  return make('input', {
    type: 'text',
    minlength: schema.minLength,
    placeholder: schema.default,
    spellcheck: 'false',
    autocomplete: 'off',
    required,
  });
}

function list({ hint }) {
  return {
    hint: `${hint} Separated by commas.`,
    read() {
      const found = this.control.value.split(',').map((each) => each.trim()).filter(Boolean);
      return found.length ? found : undefined;
    },
  };
}

function group(name, { elements, read }, hint, required) {
  const element = make('fieldset', { class: 'field' }, make('legend', {}, name),
    hint ? make('small', {}, hint) : null, elements);
  const filled = () => {
    const value = read();
    return required || Object.keys(value).length ? value : undefined;
  };
  return { element, control: element, read: filled };
}

function parsed(name, control) {
  try {
    return JSON.parse(control.value);
  } catch (error) {
    control.focus();
    throw new Unfit(`${name}: ${error.message}`);
  }
}
