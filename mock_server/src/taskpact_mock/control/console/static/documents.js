// The contracts: they do not change while the server runs, so each is read once.

import { server } from './mock.js';

const kept = new Map();

/** The OpenAPI document of an API. */
export const contractOf = (api) => once(api, () => server.contract(api));

/** Every API with its operations, as `METHOD path` by operation; the control plane is left out. */
export const apis = () =>
  once('/', async () => {
    const { control, ...rest } = await server.contracts();
    return rest;
  });

function once(key, read) {
  if (!kept.has(key)) {
    kept.set(key, read().catch((error) => {
      kept.delete(key);
      throw error;
    }));
  }
  return kept.get(key);
}
