// A frontend in small: it says of every document and every block what it would show, and keeps a copy.
// It compiles only while every type of block is known here: `never` refuses one that is not.

import type { components, paths } from "./api";

type Schemas = components["schemas"];
type Block = Schemas["Block"];
type Document = Schemas["Document"];
type Manifest = Schemas["Manifest"];
type Problem = Schemas["Problem"];

const BASE = "/api/v1";

function unreachable(nothing: never): never {
  throw new Error(`Not known here: ${JSON.stringify(nothing)}`);
}

function facts(review: { review_by: string | null }, today: string): string {
  return review.review_by !== null && review.review_by < today ? " (overdue)" : "";
}

function country(of: Schemas["Country"] | null): string {
  return of === null ? "" : ` (${of.name})`;
}

function list(items: readonly Schemas["HtmlItem"][]): string {
  return items.map((item) => `<li id="${item.id}">${item.value}</li>`).join("");
}

function picture(image: Schemas["Image"] | null): string {
  const widest = image?.renditions.at(-1);
  return image && widest ? `<img src="${widest.url}" width="${widest.width}" alt="${image.alt}">` : "";
}

export function words(block: Block, today: string): string {
  const note = block.origin === "national" ? "National: " : "";
  return note + shown(block, today);
}

function shown(block: Block, today: string): string {
  switch (block.type) {
    case "heading":
    case "phase":
    case "issue":
    case "participant":
    case "text":
    case "what":
    case "why":
    case "objective":
    case "offer":
    case "commitment":
    case "tip":
      return block.value;
    case "bullets":
      return block.value.items.map((item) => item.value.text + list(item.value.items)).join("");
    case "quote":
      return `${block.value.text} – ${block.value.attribution}`;
    case "image":
      return picture(block.value);
    case "fact":
      return block.value.text + facts(block.value, today);
    case "countries":
      return block.value.countries.map((item) => item.value.name).join(", ");
    case "audience":
      return block.value.name + list(block.value.members);
    case "lettered":
      return block.value.flatMap((item) => item.value.content.map((part) => shown(part, today))).join("");
    case "section":
      return block.value.heading + block.value.content.map((part) => shown(part, today)).join("");
    case "benefit":
      return block.value.text + list(block.value.items);
    case "statistic":
      return `${block.value.qualifier} ${block.value.value} ${block.value.unit}${facts(block.value, today)}`;
    case "partner":
      return `${block.value.localised_name || block.value.name}${country(block.value.country)}`;
    case "contact_point":
      return block.value.obfuscate ? block.value.email.replace("@", " at ") : block.value.email;
    case "social_account":
      return `${block.value.network}: ${block.value.handle}`;
    case "logo":
      return picture(block.value.image) + block.value.name;
    case "link":
      return block.value.page === null ? block.value.url : block.value.page.path;
    case "document":
      return block.value.document === null ? block.value.title : block.value.document.url;
    case "round":
      return `${block.value.name}: ${block.value.start ?? "?"} to ${block.value.end ?? "?"}`;
    case "theme":
      return block.value === null ? "" : `<a href="${block.value.path}">${block.value.title}</a>`;
    case "question":
      return block.value.question + block.value.hint;
    case "step":
      return block.value.title + block.value.text;
    case "tool":
      return block.value.tool === null ? block.value.note : block.value.tool.name;
    case "finance_instrument":
    case "legal_instrument":
      return block.value.name + country(block.value.country) + facts(block.value, today);
    case "milestone":
      return `${block.value.when}: ${block.value.what}`;
    default:
      return unreachable(block);
  }
}

export function sections(document: Document): readonly (Block[] | undefined)[] {
  switch (document.type) {
    case "programme":
      return [document.sections.lead, document.sections.partners];
    case "theme":
      return [document.sections.summary];
    case "module":
      return [document.sections.introduction, document.sections.processes?.people];
    case "role":
      return [document.sections.commitments];
    case "coaching":
      return [document.sections.participants];
    case "info":
      return [document.sections.body];
    default:
      return unreachable(document);
  }
}

type Answer<Path extends keyof paths> = paths[Path]["get"] extends {
  responses: { 200: { content: { "application/json": infer Body } } };
}
  ? Body
  : never;

async function get<Body>(address: string): Promise<Body> {
  const answer = await fetch(BASE + address);
  if (!answer.ok) {
    const problem = (await answer.json()) as Problem;
    throw new Error(`${problem.code}: ${problem.detail}`);
  }
  return (await answer.json()) as Body;
}

export async function follow(edition: string, copy: Map<string, Document>, since: string): Promise<string> {
  type Changes = Answer<"/api/v1/programmes/{programme}/editions/{edition}/changes">;
  const changes = await get<Changes>(`${edition}changes${since && `?since=${since}`}`);
  for (const document of changes.documents) copy.set(document.key, document);
  for (const tombstone of changes.gone) copy.delete(tombstone.key);
  return changes.complete ? changes.cursor : follow(edition, copy, changes.cursor);
}

export function behind(manifest: Manifest): string[] {
  return manifest.documents.filter((entry) => entry.freshness.needs_work > 0).map((entry) => entry.title);
}

// What is of no known type would be assignable to anything: each of these lines fails where it is.
type IsAny<T> = 0 extends 1 & T ? true : false;
type IsUnknown<T> = IsAny<T> extends true ? false : [unknown] extends [T] ? true : false;
type Known<T> = [IsAny<T>, IsUnknown<T>] extends [false, false] ? true : false;

export const known: readonly [
  Known<Answer<"/api/v1/programmes/{programme}/editions/{edition}/documents/{key}">>,
  Known<Answer<"/api/v1/programmes/{programme}/editions/{edition}/by-path/{path}">>,
  Known<Answer<"/api/v1/programmes/{programme}/editions/{edition}/bundle">>,
  Known<Block["value"]>,
  Known<Block["origin"]>,
  Known<Schemas["Bundle"]["documents"][number]>,
] = [true, true, true, true, true, true];
