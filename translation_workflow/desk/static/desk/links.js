/* Links of a piece: which of the source's are missing from the words, and how they get there or to other words. */
((desk) => {
  const { editor, markup } = desk;

  /* Return [{id, words, leadsTo, isThere}, …] in the order of the source. */
  const linksOf = (article) => {
    const there = new Set([...article.querySelectorAll("[data-part=words] a[data-id]")].filter((a) => a.textContent.trim()).map((a) => a.dataset.id));
    return [...article.querySelectorAll("[data-link]")].map((link) => ({
      id: link.dataset.link,
      words: link.textContent,
      leadsTo: link.value,
      isThere: there.has(link.dataset.link),
    }));
  };

  const pathTo = (node, root) => {
    const path = [];
    for (let at = node; at !== root; at = at.parentNode) path.unshift([...at.parentNode.childNodes].indexOf(at));
    return path;
  };

  const follow = (root, path) => path.reduce((node, number) => node.childNodes[number], root);

  /* Return a copy of a field and the same selection in it: what is tried there leaves no steps to undo. */
  const copied = (field, range) => {
    const copy = field.cloneNode(true);
    const same = document.createRange();
    same.setStart(follow(copy, pathTo(range.startContainer, field)), range.startOffset);
    same.setEnd(follow(copy, pathTo(range.endContainer, field)), range.endOffset);
    return { copy, same };
  };

  const unwrap = (element) => element.replaceWith(...element.childNodes);

  // A link in a link is none.
  const stepOut = (range, copy) => {
    const outer = (range.startContainer.nodeType === Node.ELEMENT_NODE ? range.startContainer : range.startContainer.parentElement).closest("a[data-id]");
    if (outer && copy.contains(outer)) {
      range.setStartAfter(outer);
      range.collapse(true);
    }
  };

  const end = (field) => {
    const range = document.createRange();
    range.selectNodeContents(field);
    range.collapse(false);
    return range;
  };

  /* Put a link on what is selected, or its own words where the caret is. Return whether it stands there now. */
  const put = (field, link, remembered) => {
    const range = editor.rangeIn(field) ?? remembered ?? end(field);
    if (link.isThere && (range.collapsed || !range.toString().trim())) return false;
    const { copy, same } = copied(field, range);
    const element = document.createElement("a");
    if (range.collapsed) {
      stepOut(same, copy);
      element.textContent = link.words;
      same.insertNode(element);
    } else {
      const selected = same.extractContents();
      selected.querySelectorAll("a").forEach(unwrap);
      element.append(selected);
      same.insertNode(element);
      const outer = element.parentElement.closest("a[data-id]");
      if (outer && copy.contains(outer)) unwrap(outer);
    }
    copy.querySelectorAll("a[data-id]").forEach((other) => {
      if (other.dataset.id === link.id || !other.textContent) unwrap(other);
    });
    element.dataset.id = link.id;
    editor.replace(field, markup.html(copy));
    const standing = [...field.querySelectorAll("a[data-id]")].find((one) => one.dataset.id === link.id);
    if (standing) {
      const after = document.createRange();
      after.setStartAfter(standing);
      editor.select(after);
    }
    moved();
    return Boolean(standing);
  };

  // Where somebody wrote last: who goes on there goes on in the link, who comes there from elsewhere does not.
  let written = null;

  const caret = () => {
    const { focusNode, focusOffset } = window.getSelection();
    return { focusNode, focusOffset };
  };

  const wrote = () => { written = caret(); };

  function moved() { written = null; }

  const isWhereWritten = () => {
    const { focusNode, focusOffset } = caret();
    return written?.focusNode === focusNode && written.focusOffset === focusOffset;
  };

  /* Return the link at whose end the caret stands, or null. */
  const endingHere = (field) => {
    const range = editor.rangeIn(field);
    if (!range?.collapsed) return null;
    const { startContainer: node, startOffset: offset } = range;
    const isElement = node.nodeType === Node.ELEMENT_NODE;
    const before = isElement ? node.childNodes[offset - 1] : null;
    if (before?.nodeName === "A") return before;
    const link = (isElement ? node : node.parentElement).closest("a[data-id]");
    if (!link || !field.contains(link)) return null;
    const rest = range.cloneRange();
    rest.setEnd(link, link.childNodes.length);
    return rest.toString() ? null : link;
  };

  /* Browsers write on in a link at its end; here, who came to the end writes behind it. */
  const beforeInput = (field, event) => {
    if (event.inputType !== "insertText" || !event.data || event.isComposing || isWhereWritten()) return;
    const link = endingHere(field);
    if (!link) return;
    event.preventDefault();
    const { copy } = copied(field, end(field));
    const same = follow(copy, pathTo(link, field));
    same.after(event.data);
    const path = pathTo(same, copy);
    editor.replace(field, markup.html(copy));
    const range = document.createRange();
    range.setStart(follow(field, path).nextSibling, event.data.length);
    editor.select(range);
  };

  Object.assign(desk, { links: { beforeInput, linksOf, moved, put, wrote } });
})((window.TranslationDesk ??= {}));
