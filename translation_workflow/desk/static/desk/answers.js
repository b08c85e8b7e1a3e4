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
      } else if (piece.conflict) {
        const template = this.part("conflict");
        desk.conflict.open(article, { template, theirs: piece.conflict, yours: piece.typed, telling: this.telling });
      } else if (answer.detail) this.telling.read(answer.detail);
      this.showSent(article);
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
      const place = this.part("kept");
      const how = n === 0 && !keeper.tasks.length ? "saved" : keeper.trouble ? "unsaved" : "saving";
      const text = telling.sentence(how, { n });
      place.dataset.how = how;
      if (place.textContent !== text) place.textContent = text;
      this.showTrouble(how);
      if (this.active && this.pieces.has(this.active.id)) this.showSent(this.active);
    },

    showTrouble(how) {
      const { trouble } = this.keeper;
      const place = this.part("away");
      this.wasAway ||= trouble === "away";
      if (this.wasAway && how === "saved") {
        this.wasAway = false;
        this.telling.say("back");
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
      store.all().forEach(([id, { words, version }]) => {
        const article = document.getElementById(id);
        const words_ = article && field(article);
        if (!words_) return;
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
    },

    /* An address may name a text. */
    arrive() {
      const named = window.location.hash.startsWith("#segment-") && document.getElementById(window.location.hash.slice(1));
      if (named) this.go(named);
    },

    /* Only where something would be lost. */
    leaving(event) {
      if (this.keeper.trouble && this.keeper.unkept().length) event.preventDefault();
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
})((window.TranslationDesk ??= {}));
