import { fetchJson } from "./fetchJson";
import { runFile } from "./site";

export interface EncryptedText {
  ciphertext: string;
  key: string;
  iv: string;
  tag: string;
}

/** `encryption_data.json`: what each placeholder in the texts of a run stands for, encrypted. */
export function loadEncryptionData(suite: string, folder: string): Promise<Record<string, EncryptedText>> {
  return fetchJson<Record<string, EncryptedText>>(runFile(suite, folder, "encryption_data.json"));
}
