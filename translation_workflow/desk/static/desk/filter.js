/* Which texts are shown, how many there are of each kind, and which one comes next. */
((desk) => {
  const KINDS = ["exception", "findings", "questions", "answered", "remarks"];
  // Of these there are none on most pages.
  const RARE = ["answered", "remarks"];

  class Filter {
    constructor(element, telling) {
      Object.assign(this, { element, telling });
      this.articles = [...element.querySelectorAll(".desk-segment")];
      this.sections = [...element.querySelectorAll(".desk-section")];
    }

    get editable() {
      return this.articles.filter((article) => !article.hasAttribute("data-covered"));
    }

    is(article, kind) {
      return kind === "all" || article.hasAttribute(`data-${kind}`);
    }

    /* Texts that change stay in sight until somebody chooses again: nothing vanishes from under one's hands. */
    choose(kind) {
      this.articles.forEach((article) => { article.hidden = !this.is(article, kind); });
      this.sections.forEach((section) => { section.hidden = !section.querySelector(".desk-segment:not([hidden])"); });
      const shown = this.articles.filter((article) => !article.hidden).length;
      this.element.querySelector("[data-desk-part=nothing]").hidden = shown > 0;
      this.element.querySelectorAll("[data-desk=filter][aria-pressed]").forEach((button) => {
        button.setAttribute("aria-pressed", button.dataset.filter === kind);
      });
      this.telling.say("filtered", { n: shown });
    }

    count() {
      const { editable } = this;
      const left = editable.filter((article) => this.is(article, "exception"));
      KINDS.forEach((kind) => this.write(`[data-desk-count=${kind}]`, this.articles.filter((one) => this.is(one, kind)).length));
      RARE.forEach((kind) => this.offer(kind));
      this.write("[data-desk-count=all]", this.articles.length);
      const progress = this.element.querySelector("[data-desk-part=progress]");
      progress.value = editable.length - left.length;
      this.write("[data-desk-part=done]", this.telling.sentence("done", { done: editable.length - left.length, all: editable.length }));
      this.write("[data-desk-part=end]", left.length ? this.telling.sentence("left", { n: left.length }) : this.telling.sentence("nothing-left"));
      this.sections.forEach((section) => {
        const some = section.querySelectorAll(".desk-segment[data-exception]:not([data-covered])").length;
        this.write(`[data-desk-left="${section.getAttribute("aria-labelledby")}"]`, some || "✓");
      });
    }

    /* What somebody has chosen stays, whatever becomes of it. */
    offer(kind) {
      const button = this.element.querySelector(`[data-filter=${kind}]`);
      button.hidden = button.getAttribute("aria-pressed") !== "true" && !this.articles.some((one) => this.is(one, kind));
    }

    write(selector, text) {
      const place = this.element.querySelector(selector);
      if (place && place.textContent !== String(text)) place.textContent = text;
    }

    /* Return the text `step` (1 or -1) away; `isUnfinished` passes over what is done, and begins at the top again. */
    from(article, step, { isUnfinished = false } = {}) {
      const shown = this.editable.filter((one) => one === article || !one.hidden);
      const at = shown.indexOf(article);
      if (!isUnfinished) return at < 0 ? shown[0] : shown[at + step];
      const start = at < 0 && step < 0 ? 0 : at;
      for (let number = 1; number <= shown.length; number += 1) {
        const one = shown[(start + step * number + 2 * shown.length) % shown.length];
        if (one !== article && this.is(one, "exception")) return one;
      }
      return undefined;
    }

    isAbove(one, other) {
      return this.articles.indexOf(one) < this.articles.indexOf(other);
    }
  }

  Object.assign(desk, { Filter });
})((window.TranslationDesk ??= {}));
