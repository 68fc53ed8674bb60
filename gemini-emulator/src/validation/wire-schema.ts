import { PART_DATA } from '../wire/content.ts';
import { detail, GoogleError } from '../wire/google-error.ts';
import type { GeneratedSchema } from './generate-wire-schema.ts';
import generated from './wire-schema.json' with { type: 'json' };

const SCHEMA: GeneratedSchema = generated;

/** Fields of which a message holds at most one. The declarations do not tell; https://ai.google.dev/api/caching#Part does. */
const ONEOFS: Readonly<Record<string, readonly string[]>> = { Part: PART_DATA };

const PAYLOAD = 'Invalid JSON payload received.';
const PROTO = 'type.googleapis.com/google.ai.generativelanguage.v1beta';
const BASE64 = /^[\w+/-]*={0,2}$/u;

type Violation = { readonly field?: string; readonly description: string };

/**
 * Reads a JSON value as Google reads it: field names in camel or snake case, enums in any case, a lone item for a list.
 *
 * @param root a message of `wire-schema.json`
 * @returns the value with field names in camel case, enums in upper case, and lists as lists
 * @throws GoogleError 400 for unknown fields and values of another type
 */
export function readWire(root: string, value: unknown): unknown {
  const reader = new WireReader();
  const read = reader.read(root, value, '');
  if (reader.violations.length === 0) return read;
  const message = reader.violations.map(({ description }) => description).join('\n');
  throw new GoogleError(400, message, {
    details: [detail('BadRequest', { fieldViolations: reader.violations })],
  });
}

class WireReader {
  readonly violations: Violation[] = [];

  /** @param path of the value, as Google writes it: `contents[0].parts[0]` */
  read(type: string, value: unknown, path: string): unknown {
    if (value === null) return undefined;
    if (type.endsWith('[]')) return this.#readList(type.slice(0, -2), value, path);
    if (Array.isArray(value) && type !== 'any') {
      return this.#refuse(
        parentOf(path),
        `${PAYLOAD} Unknown name "${lastName(path)}"${at(parentOf(path))}: Proto field is not repeating, cannot start list.`,
      );
    }
    if (type.startsWith('map<')) return this.#readMap(type.slice(4, -1), value, path);
    const values = SCHEMA.enums[type];
    if (values !== undefined) return this.#readEnum(type, values.split(' | '), value, path);
    return type in SCHEMA.messages
      ? this.#readMessage(type, value, path)
      : this.#readScalar(type, value, path);
  }

  #readList(type: string, value: unknown, path: string): unknown[] {
    const items: unknown[] = Array.isArray(value) ? value : [value];
    return items.map((item, index) => this.read(type, item, `${path}[${index}]`));
  }

  #readMap(type: string, value: unknown, path: string): unknown {
    if (!isObject(value)) return this.#invalid(path, 'Map', value);
    return Object.fromEntries(
      Object.entries(value).map(([key, item], index) => [
        key,
        this.read(type, item, `${path}[${index}].value`),
      ]),
    );
  }

  #readMessage(type: string, value: unknown, path: string): unknown {
    if (!isObject(value)) return this.#invalid(path, `${PROTO}.${type}`, value);
    const fields = SCHEMA.messages[type] ?? {};
    const read: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      const name = key in fields ? key : camelCase(key);
      const fieldType = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (fieldType === undefined) {
        this.#refuse(path, `${PAYLOAD} Unknown name "${key}"${at(path)}: Cannot find field.`);
        continue;
      }
      const fieldValue = this.read(fieldType, item, path + (path && '.') + snakeCase(name));
      if (fieldValue !== undefined) read[name] = fieldValue;
    }
    this.#refuseSecondOf(ONEOFS[type] ?? [], read, path);
    return read;
  }

  #refuseSecondOf(oneof: readonly string[], read: Record<string, unknown>, path: string): void {
    const second = Object.keys(read).filter((name) => oneof.includes(name))[1];
    if (second === undefined) return;
    this.#refuse(
      path,
      `Invalid value at '${path}' (oneof), oneof field 'data' is already set. Cannot set '${second}'`,
    );
  }

  #readEnum(type: string, values: readonly string[], value: unknown, path: string): unknown {
    if (typeof value === 'number' && values[value] !== undefined) return values[value];
    const wanted = typeof value === 'string' ? value.toUpperCase() : undefined;
    return (
      values.find((each) => each.toUpperCase() === wanted) ??
      this.#invalid(path, `${PROTO}.${type}`, value)
    );
  }

  #readScalar(type: string, value: unknown, path: string): unknown {
    switch (type) {
      case 'any':
        return value;
      case 'struct':
        return isObject(value)
          ? value
          : this.#invalid(path, 'type.googleapis.com/google.protobuf.Struct', value);
      case 'boolean':
        return typeof value === 'boolean' ? value : this.#invalid(path, 'TYPE_BOOL', value);
      case 'string':
        return typeof value === 'string' ? value : this.#invalid(path, 'TYPE_STRING', value);
      case 'bytes':
        return typeof value === 'string' && BASE64.test(value)
          ? value
          : this.#invalid(path, 'TYPE_BYTES', value);
      case 'int64':
        return isNumber(value) && Number.isInteger(Number(value))
          ? String(value)
          : this.#invalid(path, 'TYPE_INT64', value);
      case 'int32':
        return isNumber(value) && Number.isInteger(Number(value))
          ? Number(value)
          : this.#invalid(path, 'TYPE_INT32', value);
      default:
        return isNumber(value) ? Number(value) : this.#invalid(path, 'TYPE_FLOAT', value);
    }
  }

  #invalid(path: string, type: string, value: unknown): undefined {
    const what = isObject(value) ? 'Starting an object on a scalar field' : JSON.stringify(value);
    return this.#refuse(path, `Invalid value${at(path)} (${type}), ${what}`);
  }

  #refuse(field: string, description: string): undefined {
    this.violations.push({ ...(field !== '' && { field }), description });
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON of protocol buffers takes numbers as strings too. */
function isNumber(value: unknown): boolean {
  return (
    typeof value === 'number' ||
    (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
  );
}

function at(path: string): string {
  return path === '' ? '' : ` at '${path}'`;
}

function parentOf(path: string): string {
  return path.split('.').slice(0, -1).join('.');
}

function lastName(path: string): string {
  return (path.split('.').at(-1) ?? '').replace(/\[\d+\]$/u, '');
}

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z\d])/gu, (_, letter: string) => letter.toUpperCase());
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}
