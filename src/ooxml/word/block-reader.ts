import { childElements, type XmlElement } from "../xml-element.ts";
import { markContent, unwrap, type Unwrapped } from "./content-control.ts";
import type { WordContent, WordParagraph } from "./content.ts";
import { areFieldsBalanced, FieldStack } from "./fields.ts";
import { readParagraph } from "./paragraph-reader.ts";
import type { Story } from "./story.ts";
import { readTable } from "./table-reader.ts";

/** What the stories of one file have in common. */
export type StoryFrame = Omit<Story, "fields" | "readBlocks">;

/** Elements between blocks that hold no text. */
const silent = new Set(["w:sectPr", "w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:permStart", "w:permEnd", "w:commentRangeStart", "w:commentRangeEnd"]);

function readBlock({ element, control }: Unwrapped, story: Story): WordContent[] {
  if (silent.has(element.name)) return [];
  if (element.name === "w:tbl") return [readTable(element, story, (items) => readBlocks(items, story))];
  if (element.name === "w:altChunk") {
    story.unread.chunks += 1;
    return [];
  }
  if (element.name === "w:p") return markContent([readParagraph(element, story, control.prompting)], control.mark);
  // Something that should not stand between blocks: what text it has becomes a paragraph, and nothing is lost.
  const wrapped = readParagraph({ name: "w:p", attributes: new Map(), children: [element] }, story, control.prompting);
  return wrapped.text === "" && wrapped.boxes.length === 0 && wrapped.asides.length === 0 ? [] : [wrapped];
}

function join(first: WordParagraph, second: WordParagraph): WordParagraph {
  return {
    ...second,
    text: first.text + second.text,
    asides: [...first.asides, ...second.asides],
    boxes: [...first.boxes, ...second.boxes],
  };
}

/** Joins a paragraph whose end a tracked change deleted with the one after it. */
function joinDeletedEnds(content: readonly WordContent[]): WordContent[] {
  const joined: WordContent[] = [];
  for (const item of content) {
    const before = joined.at(-1);
    const goesOn = before?.kind === "paragraph" && before.endDeleted && item.kind === "paragraph";
    if (goesOn) joined[joined.length - 1] = join(before, item);
    else joined.push(item);
  }
  return joined;
}

function readBlocks(items: readonly Unwrapped[], story: Story): WordContent[] {
  return joinDeletedEnds(items.flatMap((item) => readBlock(item, story)));
}

/** Reads the paragraphs and tables of a story: the body, a header, one footnote. */
export function readStory(root: XmlElement, frame: StoryFrame): WordContent[] {
  const story: Story = {
    ...frame,
    fields: new FieldStack(areFieldsBalanced(root)),
    readBlocks: (elements) => readBlocks(unwrap(elements), story),
  };
  return story.readBlocks(childElements(root));
}
