/* Between words as HTML and what stands in an editable field. Only known marks pass; of all else the words stay. */
((desk) => {
  const MARKS = { B: "b", STRONG: "b", I: "i", EM: "i", SUB: "sub", SUP: "sup" };
  const BLOCKS = /^(ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|D[DLT]|DIV|H[1-6]|HR|LI|OL|P|PRE|SECTION|TABLE|T[DHR]|UL)$/;
  const SILENT = /^(HEAD|IFRAME|LINK|META|NOSCRIPT|OBJECT|SCRIPT|STYLE|TEMPLATE|TITLE)$/;
  const WEIGHTS = { normal: 400, lighter: 400, bold: 700, bolder: 700 };
  // What a style says of a mark: true, false, or nothing. Pages move lowered words in their own ways: only their tag counts.
  const SAID = {
    b: ({ fontWeight }) => {
      const weight = WEIGHTS[fontWeight] ?? Number.parseFloat(fontWeight);
      if (weight >= 600) return true;
      return weight <= 400 ? false : undefined;
    },
    i: ({ fontStyle }) => (/^(italic|oblique)/.test(fontStyle) ? true : fontStyle === "normal" ? false : undefined),
    sub: ({ verticalAlign }) => verticalAlign === "sub" || undefined,
    sup: ({ verticalAlign }) => verticalAlign === "super" || undefined,
  };

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

  /* Return the marks that an element puts on its words: a word processor's <b> may be none, and its <span> one. */
  const marksOf = (node) => {
    const own = MARKS[node.nodeName];
    if (!node.hasAttribute("style")) return own ? [own] : [];
    // The style of an element that nobody shows is read under any content security policy.
    const { style } = document.createElement("span");
    style.cssText = node.getAttribute("style");
    return Object.keys(SAID).filter((mark) => SAID[mark](style) ?? mark === own);
  };

  const known = (node, hold, outer = []) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = hold.isPlain && !hold.isLine ? node.data : node.data.replace(/[\t\r\n]+/g, " ");
      return text ? [document.createTextNode(text)] : [];
    }
    if (node.nodeType !== Node.ELEMENT_NODE || SILENT.test(node.nodeName)) return [];
    if (node.nodeName === "BR") return [breakFor(hold)];
    const isBlock = BLOCKS.test(node.nodeName);
    const marks = hold.isPlain || isBlock ? [] : marksOf(node).filter((mark) => !outer.includes(mark));
    const children = [...node.childNodes].flatMap((child) => known(child, hold, [...outer, ...marks]));
    if (isBlock) return [...children, breakFor(hold)];
    if (hold.isPlain || !children.length) return children;
    const link = node.nodeName === "A" && nameOf(node);
    return marks.reduceRight((inner, mark) => within(mark, inner), link ? within("a", children, link) : children);
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
