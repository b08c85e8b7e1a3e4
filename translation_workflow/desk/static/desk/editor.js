/* An editable field: what is typed, copied, pasted or dropped there, and what is put there so that undo takes it back. */
((desk) => {
  const FORMATS = { formatBold: "bold", formatItalic: "italic", formatSubscript: "subscript", formatSuperscript: "superscript" };

  const holdOf = (field) => {
    const { line, plain } = field.closest(".desk-segment").dataset;
    return { isLine: line !== undefined, isPlain: plain !== undefined };
  };

  const asHtml = (fragment) => {
    const holder = document.createElement("div");
    holder.append(fragment);
    return holder.innerHTML;
  };

  const selection = () => window.getSelection();

  /* Return what is selected in a field, or null. */
  const rangeIn = (field) => {
    const range = selection().rangeCount ? selection().getRangeAt(0) : null;
    return range && field.contains(range.commonAncestorContainer) ? range : null;
  };

  const select = (range) => {
    selection().removeAllRanges();
    selection().addRange(range);
  };

  const toEnd = (field) => {
    const range = document.createRange();
    range.selectNodeContents(field);
    range.collapse(false);
    select(range);
  };

  /* Put HTML where the caret is, or in place of what is selected. */
  const insert = (html) => {
    document.execCommand("styleWithCSS", false, false);
    if (html) document.execCommand("insertHTML", false, html);
    else document.execCommand("delete");
  };

  /* Put other words into the whole field, in one step back. */
  const replace = (field, markup) => {
    field.focus({ preventScroll: true });
    selection().selectAllChildren(field);
    insert(asHtml(desk.markup.fragment(markup, { hold: holdOf(field) })));
  };

  const lineBreak = (field) => {
    if (!holdOf(field).isLine) document.execCommand("insertLineBreak");
  };

  const format = (field, name) => {
    if (holdOf(field).isPlain) return;
    document.execCommand("styleWithCSS", false, false);
    document.execCommand(name);
  };

  const isFormatted = (name) => document.queryCommandState(name);

  /* Take from a clipboard, or what was dragged, what a field may hold. */
  const received = (transfer, hold) => {
    const html = transfer.getData("text/html");
    if (html && !hold.isPlain) return desk.markup.fragment(html, { hold, trim: true });
    const lines = transfer.getData("text/plain").replace(/\r\n?/g, "\n").trim();
    const escaped = lines.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    return desk.markup.fragment(hold.isPlain ? escaped : escaped.replace(/\n/g, "<br>"), { hold });
  };

  const paste = (field, event) => {
    event.preventDefault();
    insert(asHtml(received(event.clipboardData, holdOf(field))));
  };

  /* Return what is selected in a text as HTML, with the marks around it; a link around it only with all its words. */
  const selected = (range, text) => {
    const holder = document.createElement("div");
    holder.append(range.cloneContents());
    const { commonAncestorContainer: inner } = range;
    let around = inner.nodeType === Node.ELEMENT_NODE ? inner : inner.parentElement;
    for (; around !== text; around = around.parentElement) {
      if (around.nodeName === "A" && around.textContent !== range.toString()) continue;
      const shell = around.cloneNode(false);
      shell.append(...holder.childNodes);
      holder.append(shell);
    }
    return desk.markup.html(holder);
  };

  /* Browsers put the looks of the page on what is copied: here it is marks and links, from a source, too. */
  const copy = (event) => {
    const text = event.target.closest?.(".desk-words, .desk-source");
    const range = text && rangeIn(text);
    const isCut = event.type === "cut";
    if (!range || range.collapsed || (isCut && !text.isContentEditable)) return;
    event.preventDefault();
    event.clipboardData.setData("text/html", selected(range, text));
    event.clipboardData.setData("text/plain", selection().toString());
    if (isCut) insert("");
  };

  /* What browsers would do otherwise than this field holds. */
  const beforeInput = (field, event) => {
    const { inputType } = event;
    if (inputType === "insertParagraph" || inputType === "insertLineBreak") {
      if (event.isComposing) return;
      // Where the browser breaks a line by itself, it does so as we would.
      if (inputType === "insertLineBreak" && !holdOf(field).isLine) return;
      event.preventDefault();
      lineBreak(field);
    } else if (inputType === "insertFromDrop") {
      const [target] = event.getTargetRanges();
      event.preventDefault();
      if (!target || !event.dataTransfer) return;
      const range = document.createRange();
      range.setStart(target.startContainer, target.startOffset);
      range.setEnd(target.endContainer, target.endOffset);
      select(range);
      insert(asHtml(received(event.dataTransfer, holdOf(field))));
    } else if (inputType.startsWith("format") && (holdOf(field).isPlain || !FORMATS[inputType])) {
      event.preventDefault();
    }
  };

  ["copy", "cut"].forEach((name) => document.addEventListener(name, copy));

  Object.assign(desk, { editor: { beforeInput, format, holdOf, isFormatted, paste, rangeIn, replace, select, toEnd } });
})((window.TranslationDesk ??= {}));
