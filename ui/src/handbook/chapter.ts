/** What chapters are made of. Texts hold names and commands in backticks. */
export type Block =
  | string
  /** What is done one after the other. */
  | { steps: string[] }
  | { list: string[] }
  /** A term and what it means. */
  | { terms: [string, string][] }
  /** Lines as they are typed or written. */
  | { code: string };

export interface Section {
  title: string;
  blocks: Block[];
}

export interface Chapter {
  id: string;
  title: string;
  /** One sentence on what it is about. */
  lead: string;
  sections: Section[];
}

/** Everything that a block says, for the search. */
export function textOf(block: Block): string {
  if (typeof block === "string") return block;
  if ("steps" in block) return block.steps.join(" ");
  if ("list" in block) return block.list.join(" ");
  if ("terms" in block) return block.terms.flat().join(" ");
  return block.code;
}
