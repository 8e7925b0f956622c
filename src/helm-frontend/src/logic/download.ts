/** Offers a text as a file. */
export function downloadText(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name.replace(/[^\w.=,()-]+/g, "_");
  link.click();
  URL.revokeObjectURL(address);
}
