// Requests as lines for a shell.

import { origin } from './mock.js';

/** The line that makes a request of the chosen world. `body` is text. */
export function curlLine({ method, path, headers = {}, body = null }) {
  const parts = ['curl -sS --globoff --path-as-is'];
  if (method !== 'GET') parts.push(`-X ${quoted(method)}`);
  parts.push(quoted(origin() + path));
  for (const [name, value] of Object.entries(headers)) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== null && !('content-type' in headers)) parts.push(`-H ${quoted('content-type: application/json')}`);
  if (body !== null) parts.push(`--data-raw ${quoted(body)}`);
  return parts.join(' ');
}

/**
 * The line for an operation of a contract, by the contract's own examples. `access` is what the
 * control plane says of the API's principal: headers, and parameters that come before examples.
 */
export function curlOf(contract, operationId, access) {
  const { method, template, node } = find(contract, operationId);
  const parameters = (node.parameters ?? []).map((each) => resolve(contract, each));
  const value = (each) => access.parameters?.[each.name] ?? each.example;
  let path = template;
  const query = new URLSearchParams();
  for (const each of parameters) {
    if (each.in === 'path') path = path.replace(`{${each.name}}`, encodeURIComponent(value(each)));
    else if (each.in === 'query' && each.required) query.append(each.name, value(each));
  }
  const body = resolve(contract, node.requestBody ?? {}).content?.['application/json']?.example;
  return curlLine({
    method,
    path: path + (query.size ? `?${query}` : ''),
    headers: access.headers,
    body: body === undefined ? null : JSON.stringify(body),
  });
}

/** The first operation that only reads, and shows that the credentials are good. */
export function firstRead(contract) {
  const found = operations(contract).find(({ method, node }) => method === 'GET' && node.security.length);
  return found.node.operationId;
}

/** `node`, or the component that it refers to. */
export function resolve(contract, node) {
  if (!('$ref' in node)) return node;
  const target = node.$ref.slice(2).split('/').reduce((place, name) => place[name], contract);
  const { $ref: _, ...own } = node;
  return { ...resolve(contract, target), ...own };
}

function find(contract, operationId) {
  return operations(contract).find(({ node }) => node.operationId === operationId);
}

/** Every operation: method, path template, and what the contract says of it. */
export function operations(contract) {
  return Object.entries(contract.paths).flatMap(([template, item]) =>
    Object.entries(item).map(([method, node]) => ({ method: method.toUpperCase(), template, node })));
}

const quoted = (text) => `'${String(text).replaceAll("'", "'\\''")}'`;
