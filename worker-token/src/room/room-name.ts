import { base64url } from 'jose';
import { sha256 } from './digest.ts';

/** How names of a subject's rooms begin. A room belongs to one subject, by construction. */
export function roomPrefix(pseudonym: string): string {
  return `bakebot_${pseudonym}_`;
}

/** 128 random bits: a name that nobody guesses, and that no room had before. */
export function freshRoom(pseudonym: string, random: Uint8Array): string {
  return roomPrefix(pseudonym) + base64url.encode(random);
}

/** The one room of this name that the subject has. Whatever the name, it leads to no room of another subject. */
export async function namedRoom(pseudonym: string, name: string): Promise<string> {
  return `${roomPrefix(pseudonym)}~${await sha256(name)}`;
}
