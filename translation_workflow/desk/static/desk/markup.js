/* Between words as HTML and what stands in an editable field. Only known marks pass; of all else the words stay. */
((desk) => {
  const MARKS = { B: "b", STRONG: "b", I: "i", EM: "i", SUB: "sub", SUP: "sup" };
  const BLOCKS = /^(ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|D[DLT]|DIV|H[1-6]|HR|LI|OL|P|PRE|SECTION|TABLE|T[DHR]|UL)$/;
  const SILENT = /^(HEAD|IFRAME|LINK|META|NOSCRIPT|OBJECT|SCRIPT|STYLE|TEMPLATE|TITLE)$/;
  // What some word processors wrap all in.
  const NORMAL = /font-(weight\s*:\s*(normal|[1-4]00)|style\s*:\s*normal)/;

  /* What a field holds: `isLine` has no breaks, `isPlain` no marks. */
  const RICH = { isLine: false, isPlain: false };

  const nameOf = (node) => node.getAttribute("data-id") || node.getAttribute("id") || "";

  const within = (name, children, link) => {
    const element = document.createElement(name);
    if (link) element.dataset.id = link;
    element.append(...children);
    return [element];
  };

  const breakFor = ({ isLine, isPlain }) => {
    if (isLine) return document.createTextNode(" ");
    return isPlain ? document.createTextNode("\n") : document.createElement("br");
  };

  const known = (node, hold) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = hold.isPlain && !hold.isLine ? node.data : node.data.replace(/[\t\r\n]+/g, " ");
      return text ? [document.createTextNode(text)] : [];
    }
    if (node.nodeType !== Node.ELEMENT_NODE || SILENT.test(node.nodeName)) return [];
    if (node.nodeName === "BR") return [breakFor(hold)];
    const children = [...node.childNodes].flatMap((child) => known(child, hold));
    if (BLOCKS.test(node.nodeName)) return [...children, breakFor(hold)];
    if (hold.isPlain || !children.length) return children;
    if (node.nodeName === "A" && nameOf(node)) return within("a", children, nameOf(node));
    const mark = MARKS[node.nodeName];
    return mark && !NORMAL.test(node.getAttribute("style") ?? "") ? within(mark, children) : children;
  };

  const isBlank = (node) => node?.nodeName === "BR" || (node?.nodeType === Node.TEXT_NODE && !node.data.trim());

  /* Return a fragment with what `html` says, made of known marks only; no blanks around it where `trim` says so. */
  const fragment = (html, { hold = RICH, trim = false } = {}) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    const result = document.createDocumentFragment();
    result.append(...[...template.content.childNodes].flatMap((node) => known(node, hold)));
    while (trim && isBlank(result.lastChild)) result.lastChild.remove();
    while (trim && isBlank(result.firstChild)) result.firstChild.remove();
    return result;
  };

  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  const written = (node, hold) => {
    if (node.nodeType === Node.TEXT_NODE) {
      return hold.isPlain ? escaped(node.data) : escaped(node.data).replace(/\n/g, "<br>");
    }
    if (node.nodeName === "BR") return hold.isPlain ? "\n" : "<br>";
    const inner = [...node.childNodes].map((child) => written(child, hold)).join("");
    if (node.nodeName === "A" && inner && node.dataset?.id) {
      return `<a data-id="${escaped(node.dataset.id).replace(/"/g, "&quot;")}">${inner}</a>`;
    }
    const mark = MARKS[node.nodeName];
    return mark && inner ? `<${mark}>${inner}</${mark}>` : inner;
  };

  /* Return what stands in a field or fragment as HTML of known marks. A break at its end is the browser's own. */
  const html = (node, hold = RICH) =>
    [...node.childNodes].map((child) => written(child, hold)).join("").replace(/(<br>|\n)+$/, "");

  const text = (markup) => {
    const reading = document.createElement("div");
    reading.append(fragment(markup));
    reading.querySelectorAll("br").forEach((line) => line.replaceWith("\n"));
    return reading.textContent;
  };

  /* Return markup as a field that holds it would say it. */
  const same = (markup, hold) => html(fragment(markup, { hold }), hold);

  Object.assign(desk, { markup: { fragment, html, same, text } });
})((window.TranslationDesk ??= {}));
