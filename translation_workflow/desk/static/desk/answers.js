/* How the desk takes what comes back: answers, lost and found connections, and words that a browser kept. */
((desk) => {
  const { acts, editor, markup, segment } = desk;
  const { field } = acts;
  const SAID = { confirm: "confirmed", approve: "approved", send_back: "sent-back" };

  const Answers = {
    /* The server answered a task about a piece. */
    told(piece, { name, more }, how, answer) {
      const article = this.articleOf(piece);
      if (how === "done") {
        segment.answered(article, answer, this.telling);
        if (name !== "keep") this.settled(article, piece, { name, more, answer });
      } else if (piece.conflict) this.chooses(article, piece);
      else if (answer.detail) this.telling.read(answer.detail);
      this.showSent(article);
    },

    /* Two people wrote: both texts are shown, to somebody who is not in the midst of another one at once. */
    chooses(article, piece) {
      const isAtWork = piece.isFromBefore || this.isAtWork(article);
      const template = this.part("conflict");
      segment.noDraft(article);
      desk.conflict.open(article, { template, theirs: piece.conflict, yours: piece.typed, telling: this.telling });
      if (!isAtWork) desk.conflict.show(article);
      piece.isFromBefore = false;
    },

    /* Whether somebody types, presses or chooses something, so that the focus has to stay where it is. */
    isAtWork(article) {
      const at = document.activeElement;
      if (this.isPressing || this.part("help").open || at?.closest("input, textarea, select")) return true;
      const other = at?.closest(".desk-segment");
      if (!other) return false;
      const { isHeld, isAtWork } = this.pieceOf(other);
      return Boolean(isHeld || isAtWork || (other !== article && segment.part(other, "conflict")));
    },

    /* To the first text that two people wrote, if there is one. */
    toConflict() {
      const box = this.element.querySelector("[data-part=conflict]");
      if (box) desk.conflict.show(box.closest(".desk-segment"));
    },

    settled(article, piece, { name, more, answer }) {
      segment.noDraft(article);
      article.dataset.version = piece.version;
      const isOthers = name === "restore" || more.act === "take_masters";
      if (isOthers && answer.words !== undefined) this.write(article, piece);
      if (name === "restore") this.telling.say("restored");
      else if (name === "act" && SAID[more.act] && !this.tellsOther) this.telling.say(SAID[more.act]);
      this.filter.count();
      this.preview.renew();
      if (article === this.active) this.beside.show(piece);
    },

    /* Show the page's words of a piece in its field, so that undo takes them back. */
    write(article, piece) {
      editor.replace(field(article), piece.words);
      this.typed(article);
    },

    /* What stands by a text about its words: nothing where all is calm. */
    showSent(article) {
      const piece = this.pieceOf(article);
      if (piece.refusal) segment.sent(article, "refused", this.telling, piece.refusal);
      else if (piece.conflict) segment.sent(article, "conflict", this.telling);
      else if (piece.typed === piece.words && piece.kept === null) segment.sent(article, piece.understood === undefined ? "" : "saved", this.telling);
      else if (piece.typed === piece.kept) segment.sent(article, "kept", this.telling);
      else segment.sent(article, this.keeper.trouble ? "unsaved" : "saving", this.telling);
    },

    /* What stands above the texts about all of them. */
    showKept() {
      const { keeper, telling } = this;
      const n = keeper.unkept().length;
      const both = keeper.conflicts().length;
      const isOnItsWay = n > 0 || keeper.tasks.length > 0;
      const how = isOnItsWay && keeper.trouble ? "unsaved" : both ? "conflict" : isOnItsWay ? "saving" : "saved";
      if (how === "conflict") this.showConflicts(both);
      else this.showHow(how, telling.sentence(how, { n }));
      this.showTrouble(how);
      if (this.active && this.pieces.has(this.active.id)) this.showSent(this.active);
    },

    showHow(how, text) {
      const place = this.part("kept");
      place.dataset.how = how;
      if (place.textContent !== text) place.textContent = text;
    },

    showConflicts(n) {
      const place = this.part("kept");
      place.dataset.how = "conflict";
      let button = place.querySelector("button");
      if (!button) {
        button = Object.assign(document.createElement("button"), { type: "button", className: "desk-quiet desk-sent" });
        Object.assign(button.dataset, { desk: "conflict", how: "conflict" });
        place.replaceChildren(button);
      }
      button.textContent = this.telling.sentence("conflicts", { n });
    },

    showTrouble(how) {
      const { trouble } = this.keeper;
      const place = this.part("away");
      this.wasAway ||= trouble === "away";
      if (this.wasAway && ["saved", "conflict"].includes(how)) {
        this.wasAway = false;
        if (how === "saved") this.telling.say("back");
      }
      if ((place.dataset.trouble ?? "") === trouble) return;
      const name = { away: "offline", "signed-out": "signed-out", "somebody-else": "somebody-else", trouble: "trouble", forbidden: "forbidden" }[trouble];
      place.dataset.trouble = trouble;
      place.hidden = !trouble;
      place.replaceChildren(...(name ? [this.telling.sentence(name)] : []));
      if (trouble === "signed-out") {
        const link = Object.assign(document.createElement("a"), { href: window.location.href, target: "_blank", rel: "noreferrer" });
        link.textContent = this.telling.sentence("sign-in");
        place.append(" ", link);
      }
    },

    /* Words that the server did not get when this page was open last come back. */
    takeUp(store) {
      const gone = [];
      store.all().forEach(([id, { words, version }]) => {
        const article = document.getElementById(id);
        const words_ = article && field(article);
        if (!words_) {
          gone.push({ id, words, version });
          return;
        }
        const piece = this.pieceOf(article);
        if (words === piece.typed) {
          store.drop(id);
          return;
        }
        piece.version = version;
        words_.replaceChildren(markup.fragment(words, { hold: piece.hold }));
        piece.typed = words;
        this.keeper.want(piece, "keep");
      });
      this.findConflicts();
      if (gone.length) this.handIn(gone, store);
    },

    /* Words for texts that the master has no longer: the server keeps them, and the page shows them when it is loaded. */
    async handIn(gone, store) {
      let kept = 0;
      for (const { id, words, version } of gone) {
        const [, context, string] = id.match(/^segment-(\d+)-(\d+)$/) ?? [];
        const { how, answer } = await desk.sending.post(this.keeper.urls.keep, { context, string, version, words });
        if (how !== "done") continue;
        store.drop(id);
        if (answer.is_kept) kept += 1;
      }
      await this.keeper.run();
      if (kept && !this.keeper.unkept().length) window.location.reload();
    },

    /* Words that were typed before, for what stands in the page no more: the server tells who wrote what. */
    findConflicts() {
      const drafts = [...this.element.querySelectorAll("[data-part=draft]")].map((draft) => draft.closest(".desk-segment"));
      const takenUp = [...this.keeper.pieces.values()].map((piece) => this.articleOf(piece));
      new Set([...drafts, ...takenUp]).forEach((article) => {
        const piece = this.pieceOf(article);
        if (piece.version === article.dataset.version || piece.typed === piece.words) return;
        piece.isFromBefore = true;
        this.keeper.want(piece, "settle");
      });
    },

    /* An address may name a text. */
    arrive() {
      const named = window.location.hash.startsWith("#segment-") && document.getElementById(window.location.hash.slice(1));
      if (named) this.go(named);
    },

    /* Only where something would be lost, or is to be chosen. */
    leaving(event) {
      const { keeper, beside } = this;
      const isLost = (keeper.trouble && keeper.unkept().length) || beside.isWritten();
      // What is typed in a conversation stays in this window.
      const fields = this.element.querySelectorAll("textarea:not(.talk-form textarea)");
      const isTyped = [...fields].some((one) => one.value.trim() && one.value !== one.defaultValue);
      if (isLost || isTyped || keeper.conflicts().length) event.preventDefault();
    },

    async askMachine(article, button) {
      const { context, string } = this.pieceOf(article);
      button.disabled = true;
      const { how, answer } = await desk.sending.post(this.keeper.urls.suggest, { context, string });
      button.disabled = false;
      if (how === "done" && this.active === article) this.beside.add(answer);
      else this.telling.read(answer.detail ?? this.telling.sentence("no-beside"));
    },
  };

  Object.assign(desk.Desk.prototype, Answers);
  Object.assign(desk.ways, {
    conflict: (room) => room.toConflict(),
    text: (room, link, event) => {
      event.preventDefault();
      room.go(document.querySelector(link.hash));
    },
  });
})((window.TranslationDesk ??= {}));
