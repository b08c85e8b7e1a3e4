/* What buttons and keys do, by the name that they carry in the page. Each gets the desk, the article and what was pressed. */
((desk) => {
  const { editor, links, markup, segment } = desk;

  const field = (article) => segment.part(article, "words");

  /* Put words into a field so that undo takes them back. */
  const fill = (room, article, html) => {
    const words = field(article);
    if (!words) return false;
    words.scrollIntoView({ block: "nearest" });
    editor.replace(words, html);
    room.typed(article);
    return true;
  };

  const accept = (room, article, number) => {
    const words = room.beside.suggestion(number);
    if (words === undefined) room.telling.say("no-suggestion");
    else if (fill(room, article, words)) room.telling.say("accepted");
  };

  const finish = (room, article, act) => {
    const piece = room.pieceOf(article);
    if (!field(article) || piece.isHeld) return;
    if (piece.conflict) {
      desk.conflict.show(article);
      return;
    }
    if (!piece.typed) {
      room.telling.say("empty");
      return;
    }
    room.keeper.act(piece, act);
    room.goOn(article);
  };

  const sourceOf = (article) => {
    const source = segment.part(article, "source").cloneNode(true);
    source.querySelectorAll("mark").forEach((term) => term.replaceWith(...term.childNodes));
    return source.innerHTML;
  };

  const withoutWords = (room, article, act, more = {}) => room.keeper.act(room.pieceOf(article), act, { words: null, ...more });

  const findingOf = (pressed) => pressed.closest("[data-finding]");

  const ACTS = {
    confirm: (room, article) => finish(room, article, "confirm"),
    approve: (room, article) => room.mayApprove && finish(room, article, "approve"),
    "send-back": (room, article) => withoutWords(room, article, "send_back"),
    "take-masters": (room, article) => withoutWords(room, article, "take_masters"),
    "copy-source": (room, article) => fill(room, article, sourceOf(article)) && room.telling.say("copied"),
    accept: (room, article, pressed) => accept(room, article, Number(pressed.dataset.number)),
    format: (room, article, pressed) => {
      room.comeBack(article);
      editor.format(field(article), pressed.dataset.format);
      room.typed(article);
      room.showFormats();
    },
    link: (room, article, pressed) => {
      const found = links.linksOf(article);
      const link = pressed ? found.find((one) => one.id === pressed.dataset.linkId) : found.find((one) => !one.isThere);
      if (!link) room.telling.say("no-link");
      else if (links.put(field(article), link, room.rangeOf(article))) {
        room.typed(article);
        room.telling.say(link.isThere ? "link-moved" : "link-put");
      } else room.telling.say("link-select");
    },
    term: (room, article, pressed) => {
      room.comeBack(article);
      document.execCommand("insertText", false, pressed.textContent);
      room.typed(article);
    },
    discard: (room, article) => {
      fill(room, article, room.pieceOf(article).words);
      room.telling.say("discarded");
    },
    dismiss: (room, article, pressed) => {
      const item = findingOf(pressed);
      const form = room.copyOf("reason");
      form.dataset.names = item.dataset.finding;
      item.append(form);
      form.elements.reason.focus();
      pressed.hidden = true;
    },
    "reason-cancel": (room, article, pressed) => {
      const again = findingOf(pressed).querySelector("[data-desk=dismiss]");
      again.hidden = false;
      again.focus();
      pressed.closest("form").remove();
    },
    undismiss: (room, article, pressed) => withoutWords(room, article, "undismiss", { finding: findingOf(pressed).dataset.finding }),
    restore: (room, article, pressed) => room.keeper.want(room.pieceOf(article), "restore", { entry: pressed.dataset.entry, words: null }),
    suggest: (room, article, pressed) => room.askMachine(article, pressed),
    "keep-mine": (room, article) => {
      const piece = room.pieceOf(article);
      piece.version = piece.conflict?.version ?? piece.version;
      piece.conflict = null;
      desk.conflict.close(article);
      room.keeper.want(piece, "settle");
    },
    "take-theirs": (room, article) => {
      const piece = room.pieceOf(article);
      const theirs = piece.conflict;
      Object.assign(piece, { version: theirs.version, words: markup.same(theirs.words, piece.hold), conflict: null });
      desk.conflict.close(article);
      const isException = ["untranslated", "needs_work"].includes(theirs.state);
      segment.answered(article, { ...theirs, is_exception: isException }, room.telling);
      fill(room, article, piece.words);
      room.keeper.want(piece, "keep");
    },
  };

  Object.assign(desk, { acts: { ACTS, accept, field } });
})((window.TranslationDesk ??= {}));
