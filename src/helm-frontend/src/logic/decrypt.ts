import type { EncryptedText } from "../data/encryption";

export const AGREEMENT = "Yes, I agree";

const PLACEHOLDER = /\[encrypted_text_\d+\]/g;

/** Runs of benchmarks whose questions must not be found by crawlers. */
export function isEncryptedRun(runName: string): boolean {
  return /gpqa|ewok/i.test(runName);
}

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

async function decryptText({ ciphertext, key, iv, tag }: EncryptedText): Promise<string> {
  const secret = await crypto.subtle.importKey("raw", bytes(key), "AES-GCM", false, ["decrypt"]);
  const sealed = new Uint8Array([...bytes(ciphertext), ...bytes(tag)]);
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, secret, sealed);
  return new TextDecoder().decode(plain);
}

export type TextReader = (text: string) => string;

/** Decrypts all texts at once; the result puts them in the place of their placeholders. */
export async function textReader(data: Record<string, EncryptedText>): Promise<TextReader> {
  const entries = Object.entries(data);
  const texts = await Promise.all(entries.map(([, encrypted]) => decryptText(encrypted)));
  const plain = new Map(entries.map(([placeholder], i) => [placeholder, texts[i] ?? placeholder]));
  return (text) => text.replace(PLACEHOLDER, (placeholder) => plain.get(placeholder) ?? placeholder);
}

/** Applies a reader to every text within a JSON value. */
export function readTexts<T>(value: T, read: TextReader): T {
  if (typeof value === "string") return read(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => readTexts(item, read)) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, readTexts(item, read)])) as T;
}
