import { Editor, Extension, Node } from "@tiptap/core";
import { history, redo, undo } from "@tiptap/pm/history";
import { keymap } from "@tiptap/pm/keymap";
import { Fragment, Slice, type Node as Made } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import type { ChipView, FindingView } from "../../backend/generated/contract";
import { positionAt, toBody, toDoc, type DocNode } from "./text";

export type Marked = Pick<FindingView, "key" | "code" | "severity" | "place" | "acceptedBy">;
type Options = {
  element: HTMLElement;
  body: string;
  chips: () => readonly ChipView[];
  label: string;
  changed: (body: string) => void;
  left: () => void;
  /** A chip was pressed. */
  opened: (number: number, from: HTMLElement) => void;
  /** “@” was typed. */
  asked: () => void;
};

const MARKS = new PluginKey<DecorationSet>("findings");
const WORDS: Record<FindingView["severity"], string> = { blocks: "blocks", acknowledge: "to accept", note: "note" };

/** Where the findings of a saved text lie in it. */
function decorations(doc: Made, body: string, findings: readonly Marked[]): DecorationSet {
  const made = findings
    .filter(({ place }) => place.part === "body" && place.end > place.start)
    .map(({ key, code, severity, place, acceptedBy }) =>
      Decoration.inline(positionAt(body, place.start), positionAt(body, place.end), { class: `f ${severity}${acceptedBy ? " accepted" : ""}`, "data-finding": key, title: `${code}, ${acceptedBy ? "accepted" : WORDS[severity]}` }),
    );
  return DecorationSet.create(doc, made);
}

const marks = new Plugin<DecorationSet>({
  key: MARKS,
  state: {
    init: () => DecorationSet.empty,
    apply: (transaction, set) => (transaction.getMeta(MARKS) as DecorationSet | undefined) ?? set.map(transaction.mapping, transaction.doc),
  },
  props: { decorations: (state) => MARKS.getState(state) },
});

const Document = Node.create({ name: "doc", topNode: true, content: "paragraph+" });
const Text = Node.create({ name: "text", group: "inline" });
const Paragraph = Node.create({
  name: "paragraph",
  content: "(text|cite)*",
  marks: "",
  whitespace: "pre",
  parseHTML: () => [{ tag: "p", preserveWhitespace: "full" as const }, { tag: "li", preserveWhitespace: "full" as const }, { tag: "div", preserveWhitespace: "full" as const }],
  renderHTML: () => ["p", 0],
});

/** A text put together as the stored form; the clipboard of the system gets the same. */
const plain = (slice: Slice): string => {
  const lines: string[] = [];
  const words = (node: Made): string => (node.type.name === "cite" ? `[^${String(node.attrs["number"])}]` : (node.text ?? ""));
  slice.content.forEach((node) => {
    let line = node.isInline ? words(node) : "";
    node.forEach((child) => (line += words(child)));
    lines.push(line);
  });
  return lines.join("\n");
};

function citeNode({ chips, opened }: Options) {
  return Node.create({
    name: "cite",
    group: "inline",
    inline: true,
    atom: true,
    selectable: true,
    addAttributes: () => ({ number: { default: 1 } }),
    parseHTML: () => [{ tag: "span[data-cite]", getAttrs: (element) => ({ number: Number(element.getAttribute("data-cite")) || 1 }) }],
    renderHTML: ({ node }) => ["span", { "data-cite": String(node.attrs["number"]) }],
    renderText: ({ node }) => `[^${String(node.attrs["number"])}]`,
    addNodeView: () =>
      ({ node }) => {
        const number = Number(node.attrs["number"]);
        const chip = chips().find((one) => one.number === number);
        const dom = document.createElement("button");
        dom.type = "button";
        dom.contentEditable = "false";
        dom.tabIndex = -1;
        dom.dataset["cite"] = String(number);
        dom.className = ["cite", chip && !chip.library ? "hist" : "", !chip || !chip.holds ? "expired" : chip.state === "aging" ? "aging" : ""].filter(Boolean).join(" ");
        dom.setAttribute("aria-label", chip ? `Source ${number}: ${chip.title}, ${chip.state}` : `Source ${number}, which is missing`);
        dom.title = chip ? `${chip.title}, ${chip.place}` : "No source has this number.";
        dom.textContent = String(number);
        dom.addEventListener("click", () => opened(number, dom));
        return { dom, ignoreMutation: () => true };
      },
  });
}

/** The editor of a draft's words: paragraphs, text, chips, and nothing else. */
export class DraftEditor {
  readonly #editor: Editor;

  constructor(options: Options) {
    const behaviour = Extension.create({
      name: "behaviour",
      addProseMirrorPlugins: () => [marks, history(), keymap({ "Mod-z": undo, "Mod-y": redo, "Shift-Mod-z": redo })],
      addKeyboardShortcuts: () => ({
        "Shift-Enter": ({ editor }) => editor.commands.splitBlock(),
        "@": () => {
          options.asked();
          return true;
        },
        Space: ({ editor }) => {
          const { selection } = editor.state;
          const chip = "node" in selection ? (selection.node as Made) : null;
          if (chip?.type.name !== "cite") return false;
          options.opened(Number(chip.attrs["number"]), editor.view.nodeDOM(selection.from) as HTMLElement);
          return true;
        },
      }),
    });
    this.#editor = new Editor({
      element: options.element,
      injectCSS: false,
      extensions: [Document, Paragraph, Text, citeNode(options), behaviour],
      content: toDoc(options.body),
      parseOptions: { preserveWhitespace: "full" },
      enableInputRules: false,
      enablePasteRules: false,
      editorProps: {
        attributes: { role: "textbox", "aria-multiline": "true", "aria-label": options.label, class: "lines read", spellcheck: "true" },
        clipboardTextSerializer: plain,
        clipboardTextParser: (text: string) => {
          const doc = this.#editor.schema.nodeFromJSON(toDoc(text.replace(/\r\n?/g, "\n")));
          return new Slice(Fragment.from(doc.content), 1, 1);
        },
      },
      onUpdate: () => options.changed(this.body),
      onBlur: () => options.left(),
    });
  }

  get body(): string {
    return toBody(this.#editor.getJSON() as DocNode);
  }
  /** Another text from outside, as after a conflict; what can be undone starts anew. */
  set body(body: string) {
    if (body !== this.body) this.#editor.commands.setContent(toDoc(body), { emitUpdate: false, parseOptions: { preserveWhitespace: "full" } });
  }
  set editable(may: boolean) {
    if (this.#editor.isEditable !== may) this.#editor.setEditable(may, false);
  }
  /** Marks the findings of a saved text, as long as the text here is still that one. */
  mark(body: string, findings: readonly Marked[]): void {
    if (body !== this.body) return;
    const { state, view } = this.#editor;
    view.dispatch(state.tr.setMeta(MARKS, decorations(state.doc, body, findings)).setMeta("addToHistory", false));
  }
  cite(number: number): void {
    this.#editor.chain().focus().insertContent({ type: "cite", attrs: { number } }).run();
  }
  type(text: string): void {
    this.#editor.chain().focus().insertContent({ type: "text", text }).run();
  }
  focus(offset?: number): void {
    if (offset === undefined) this.#editor.commands.focus();
    else this.#editor.chain().focus().setTextSelection(positionAt(this.body, offset)).scrollIntoView().run();
  }
  /** The words that are chosen, to look for a source of them. */
  get chosen(): string {
    const { from, to } = this.#editor.state.selection;
    return this.#editor.state.doc.textBetween(from, to, " ");
  }
  destroy(): void {
    this.#editor.destroy();
  }
}
