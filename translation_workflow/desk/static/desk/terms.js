/* Marks the agreed terms in the source of a text; what they are called stands below it, and in the mark's title. */
((desk) => {
  const textsIn = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };

  const isLetter = (sign) => /[\p{L}\p{N}]/u.test(sign ?? "");

  /* Mark a term where it stands as whole words first. */
  const mark = (source, written, title) => {
    textsIn(source).some((text) => {
      const at = text.parentElement.closest("mark") ? -1 : text.data.indexOf(written);
      if (at < 0 || isLetter(text.data[at - 1]) || isLetter(text.data[at + written.length])) return false;
      const term = text.splitText(at);
      term.splitText(written.length);
      const made = Object.assign(document.createElement("mark"), { title });
      term.replaceWith(made);
      made.append(term);
      return true;
    });
  };

  const show = (article) => {
    const source = desk.segment.part(article, "source");
    article.querySelectorAll("[data-term]").forEach((item) => {
      const called = [...item.querySelectorAll("[data-desk=term]")].map((word) => word.textContent).join(", ");
      mark(source, item.querySelector(".desk-written").textContent, called);
    });
  };

  /* Mark the terms of all texts, a few at a time: whoever types already goes first. */
  const showAll = (element) => {
    const articles = [...element.querySelectorAll(".desk-segment:has(.desk-terms)")];
    const some = () => {
      articles.splice(0, 20).forEach(show);
      if (articles.length) window.setTimeout(some, 20);
    };
    some();
  };

  Object.assign(desk, { terms: { showAll } });
})((window.TranslationDesk ??= {}));
