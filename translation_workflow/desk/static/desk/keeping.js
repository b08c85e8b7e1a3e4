/* Brings typed words to the server: one request after the other, again and again until it has them.

   A piece is {id, version, words, kept, typed}: `words` are the page's, `kept` are what the server has as a draft
   (null for none), `typed` is what stands in the field, and `isAtWork` says that somebody typed since they came.
   What is typed is kept after a pause, and settled when the piece is left. While somebody composes signs, nothing of
   that piece is sent. */
((desk) => {
  const PAUSE = 600;
  const WAITS = [1000, 2000, 4000, 8000, 15000, 30000];

  class Keeper {
    /* `urls` are addresses by name; `told(piece, task, how, answer)` hears of every answer, `changed()` of all else. */
    constructor({ urls, store, told, changed }) {
      Object.assign(this, { urls, store, told, changed });
      this.pieces = new Map();
      this.tasks = [];
      this.trouble = "";
      this.tries = 0;
    }

    add(piece) {
      this.pieces.set(piece.id, piece);
    }

    /* What the server does not have yet. */
    unkept() {
      return [...this.pieces.values()].filter((piece) => piece.typed !== (piece.kept ?? piece.words));
    }

    /* What two people wrote, and nobody chose yet. */
    conflicts() {
      return [...this.pieces.values()].filter((piece) => piece.conflict);
    }

    isUnsettled(piece) {
      return piece.typed !== piece.words || piece.kept !== null;
    }

    typed(piece, words) {
      if (words === piece.typed) return;
      piece.typed = words;
      piece.isAtWork = true;
      piece.refusal = "";
      this.store.put(piece.id, words, piece.version);
      window.clearTimeout(piece.timer);
      if (!piece.isHeld) piece.timer = window.setTimeout(() => this.keep(piece), PAUSE);
      this.changed();
    }

    keep(piece) {
      if (piece.typed === (piece.kept ?? piece.words)) this.store.drop(piece.id);
      else this.want(piece, "keep");
    }

    /* The piece is left: its words become the page's. */
    left(piece) {
      window.clearTimeout(piece.timer);
      piece.isAtWork = false;
      if (piece.isHeld || piece.conflict || piece.isGone || !this.isUnsettled(piece)) return;
      this.want(piece, "settle");
    }

    /* Do something to a piece, with the words that stand there; `words: null` is to what was settled before. */
    act(piece, act, more = {}) {
      window.clearTimeout(piece.timer);
      piece.isAtWork = false;
      if (more.words === null) this.left(piece);
      this.want(piece, "act", { act, ...more });
    }

    hold(piece) {
      piece.isHeld = true;
      window.clearTimeout(piece.timer);
    }

    release(piece) {
      piece.isHeld = false;
      this.run();
    }

    want(piece, name, more = {}) {
      const waiting = this.tasks.filter((task) => task.piece === piece && !task.isSent && task.more.words !== null);
      // What waits reads the words when it goes.
      if (name === "keep" && waiting.length) return;
      const isCovered = (task) => more.words !== null && waiting.includes(task) && task.name !== "act";
      this.tasks = this.tasks.filter((task) => !isCovered(task));
      this.tasks.push({ piece, name, more });
      this.run();
    }

    /* Send what waits; resolves when nothing is under way, or all has to wait. */
    run() {
      window.clearTimeout(this.timer);
      this.running ??= this.work().finally(() => {
        this.running = null;
        this.changed();
      });
      return this.running;
    }

    async work() {
      for (let task = this.next(); task; task = this.next()) {
        this.changed();
        if (!(await this.done(task))) return;
      }
    }

    next() {
      return this.tasks.find((task) => !task.piece.isHeld);
    }

    /* Send a task; false where all have to wait. */
    async done(task) {
      const { piece } = task;
      task.isSent = true;
      const { name, body } = this.request(task);
      const { how, answer } = await desk.sending.post(this.urls[name], body);
      task.isSent = false;
      if (desk.sending.isWorthRetrying(how)) {
        this.wait(how);
        return false;
      }
      this.tasks.splice(this.tasks.indexOf(task), 1);
      this.trouble = "";
      this.tries = 0;
      this.settle(piece, { name, how, answer, sent: body.words });
      await piece.composed;
      this.told(piece, task, how, answer);
      return true;
    }

    request({ piece, name, more }) {
      const { context, string, version } = piece;
      const { words = piece.typed, ...others } = more;
      // Words that are the page's again are no draft.
      const isDrop = (name === "keep" || name === "settle") && words === piece.words && this.urls.drop;
      const body = { context, string, version, ...others, ...(words === null ? {} : { words }) };
      return { name: isDrop ? "drop" : name, body };
    }

    /* Remember what the server has now. */
    settle(piece, { name, how, answer, sent }) {
      if (how === "done" && (name === "keep" || name === "drop")) piece.kept = sent === piece.words ? null : sent;
      if (how === "done" && name !== "keep" && name !== "drop") {
        piece.version = answer.version ?? piece.version;
        // What the server understood may be written otherwise than what was sent.
        if (sent !== undefined) piece.words = sent;
        else if (answer.words !== undefined && answer.words !== piece.understood) piece.words = desk.markup.same(answer.words, piece.hold);
        piece.understood = answer.words;
        piece.kept = null;
        piece.conflict = null;
      }
      const { theirs } = answer;
      if (how === "conflict" && theirs && desk.markup.same(theirs.words, piece.hold) === piece.typed) {
        // Both wrote the same: nothing is to be chosen, and nothing is left to keep.
        Object.assign(piece, { version: theirs.version, words: piece.typed, kept: piece.typed, conflict: null });
        this.want(piece, "keep");
      } else if (how === "conflict") {
        piece.kept = sent ?? piece.kept;
        piece.isGone = Boolean(answer.is_gone);
        piece.conflict = theirs ?? null;
        // Nothing of it becomes the page's before somebody chose.
        this.tasks = this.tasks.filter((task) => task.piece !== piece || task.name !== "settle");
        this.keep(piece);
      }
      if (how === "refused") piece.kept = sent ?? piece.kept;
      piece.refusal = ["refused", "forbidden"].includes(how) || piece.isGone ? answer.detail ?? "" : "";
      if (how === "forbidden") this.trouble = "forbidden";
      else if (piece.typed === (piece.kept ?? piece.words)) this.store.drop(piece.id);
    }

    wait(how) {
      this.trouble = how;
      this.timer = window.setTimeout(() => this.run(), WAITS[Math.min(this.tries, WAITS.length - 1)]);
      this.tries += 1;
    }

    /* Something makes another try worth while: the connection, or the person, is back. */
    again() {
      this.unkept().forEach((piece) => {
        if (!piece.refusal && !this.tasks.some((task) => task.piece === piece)) this.want(piece, "keep");
      });
      this.run();
    }

    /* The page goes away: one last request for each piece, which outlives it. */
    last() {
      this.pieces.forEach((piece) => {
        if (piece.isHeld || piece.conflict || piece.isGone || piece.refusal || piece.typed === piece.words) return;
        const { context, string, version, typed } = piece;
        desk.sending.post(this.urls.settle, { context, string, version, words: typed }, { isLast: true });
      });
    }
  }

  Object.assign(desk, { Keeper });
})((window.TranslationDesk ??= {}));
