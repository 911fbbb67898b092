import { describe, expect, it } from "vitest";
import type { ExportPage, ExportQuery, ExportRow } from "../../ipc/backend";
import { ExportPages, PAGE, type Asked } from "./pages.svelte";

const asked: Asked = { search: "", status: null, tag: null, favourites: false, sort: "created_at", direction: "descending" };
const row = (id: number) => ({ id, name: `Export ${id}` }) as ExportRow;

/** Answers when told to, so that tests choose the order. */
class Source {
  readonly questions: { query: ExportQuery; answer: (page: ExportPage) => void; refuse: (error: unknown) => void }[] = [];

  readonly list = (query: ExportQuery): Promise<ExportPage> =>
    new Promise((answer, refuse) => this.questions.push({ query, answer, refuse }));

  answer(place: number, total = 1_000) {
    const question = this.questions[place];
    if (!question) throw new Error("not asked");
    const { offset, limit } = question.query;
    const rows = Array.from({ length: Math.min(limit, total - offset) }, (_, index) => row(offset + index));
    question.answer({ matching: total, total, rows });
    return settled();
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("the list's pages", () => {
  it("are loaded when they come into sight, once", async () => {
    const source = new Source();
    const pages = new ExportPages(source.list);
    void pages.ask(asked);
    await source.answer(0);
    expect(pages.matching).toBe(1_000);
    expect(pages.row(7)?.id).toBe(7);
    expect(pages.row(PAGE)).toBeUndefined();

    pages.show(90, 120);
    pages.show(91, 121);
    expect(source.questions.map(({ query }) => query.offset)).toEqual([0, PAGE]);
    await source.answer(1);
    expect(pages.row(PAGE)?.id).toBe(PAGE);
  });

  it("drop answers to older questions", async () => {
    const source = new Source();
    const pages = new ExportPages(source.list);
    void pages.ask(asked);
    void pages.ask({ ...asked, search: "gold" });
    await source.answer(1, 3);
    await source.answer(0, 1_000);
    expect(pages.matching).toBe(3);
  });

  it("keep what is shown until something newer has arrived", async () => {
    const source = new Source();
    const pages = new ExportPages(source.list);
    void pages.ask(asked);
    await source.answer(0);
    void pages.refresh();
    expect(pages.row(0)?.id).toBe(0);
  });

  it("say why they can't be shown, until they can", async () => {
    const source = new Source();
    const pages = new ExportPages(source.list);
    void pages.ask(asked);
    source.questions[0]?.refuse({ code: "history", message: "The history is locked", hint: null, retryable: true, problems: [] });
    await settled();
    expect(pages.problem?.message).toBe("The history is locked");
    void pages.refresh();
    await source.answer(1);
    expect(pages.problem).toBeNull();
  });

  it("are looked through for a name, also where they aren't loaded", async () => {
    const source = new Source();
    const pages = new ExportPages(source.list);
    void pages.ask(asked);
    await source.answer(0);
    const near = pages.find("export 42", 10);
    const far = pages.find("EXPORT 777", 43);
    const round = pages.find("export 12", 600);
    await source.answer(1);
    await source.answer(2);
    await source.answer(3);
    expect(await Promise.all([near, far, round])).toEqual([42, 777, 12]);
    const none = pages.find("nothing", 0);
    await source.answer(4);
    await source.answer(5);
    expect(await none).toBeNull();
  });

  it("forget a search for a name when another question is asked", async () => {
    const source = new Source();
    const pages = new ExportPages(source.list);
    void pages.ask(asked);
    await source.answer(0);
    const found = pages.find("export 777", 0);
    void pages.ask({ ...asked, search: "x" });
    await source.answer(1);
    await source.answer(2);
    expect(await found).toBeNull();
  });
});
